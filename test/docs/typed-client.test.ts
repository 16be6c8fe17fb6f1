import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startProcess } from '../support/process.js';
import { readPage } from './pages.js';

const run = promisify(execFile);
const TSC = [
  '--ignoreConfig',
  '--strict',
  '--module',
  'nodenext',
  '--target',
  'es2022',
  '--outDir',
  'built',
  '--types',
  '',
];

describe("the README's TypeScript", () => {
  test('compiles in a frontend that has copied the client, and asks the service', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hashcnet-frontend-'));
    const service = startProcess({ DATABASE_URL: 'sqlite::memory:' });
    try {
      const { host } = new URL(await service.whenListening);
      const snippet = readPage('README.md').blocks.find(({ language }) => language === 'ts')?.text ?? '';
      cpSync('client', join(folder, 'client'), { recursive: true });
      // The development dependency that the README names, with what npm installs for it.
      for (const name of ['@graphql-typed-document-node/core', 'graphql']) {
        mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
        symlinkSync(join(process.cwd(), 'node_modules', name), join(folder, 'node_modules', name));
      }
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      writeFileSync(
        join(folder, 'shop.ts'),
        `${snippet.replace('localhost:4000', host)}\nconsole.log(subscriber?.customerName satisfies string | undefined);\n`,
      );
      const faults = await run(join(process.cwd(), 'node_modules/.bin/tsc'), [...TSC, 'shop.ts'], {
        cwd: folder,
      }).then(
        () => '',
        ({ stdout }: { stdout: string }) => stdout,
      );
      expect(faults).toBe('');
      const { stdout } = await run(process.execPath, ['built/shop.js'], { cwd: folder });
      expect(stdout).toBe('jeetenaug4(23123213)\n');
    } finally {
      service.child.kill('SIGKILL');
      await service.whenEnded;
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
