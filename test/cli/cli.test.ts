import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands.js';
import { runCli } from '../../src/cli/run-cli.js';
import { startProcess } from '../support/process.js';
import { runCommand } from '../support/tool.js';

/** Writes every module that is loaded to standard error. */
const LIST_LOADED = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { writeSync } from 'node:fs';
  registerHooks({ load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context); } });
`)}`;

const NAMES = Object.keys(COMMANDS);
const MAIN = join(import.meta.dirname, '../../src/cli/main.js');

describe('hashcnet-graphql', () => {
  test('teaches its commands when asked, on standard output', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const { exitCode, stdout, stderr } = await runCommand(runCli, argv);
      expect([exitCode, stderr]).toEqual([0, '']);
      for (const name of NAMES) expect(stdout).toContain(`\n  ${name} `);
    }
  });

  test.each([[[]], [['frobnicate']], [['constructor']], [['help', 'frobnicate']], [['--frobnicate']]])(
    'does not understand %j and teaches, on standard error, with 2',
    async (argv: string[]) => {
      const { exitCode, stdout, stderr } = await runCommand(runCli, argv);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Usage: hashcnet-graphql COMMAND');
    },
  );

  test.each(NAMES)('%s teaches itself: every option, an example, the exit codes', async (name) => {
    const { exitCode, stdout } = await runCommand(runCli, [name, '--help']);
    expect(exitCode).toBe(0);
    expect(await runCommand(runCli, ['help', name])).toMatchObject({ stdout });
    const command = await COMMANDS[name]?.load();
    const described = [...stdout.matchAll(/^ {2}--([a-z][a-z-]*)/gm)].map(([, option]) => option);
    expect(described.sort()).toEqual(Object.keys(command?.options ?? {}).sort());
    expect(stdout).toMatch(new RegExp(`^Usage: hashcnet-graphql ${name}`));
    expect(stdout).toMatch(/^ {2}(?:.*[A-Z_]+=\S+ )*(?:hashcnet-graphql|npm run) /m);
    expect(stdout).toContain('Exit codes: 0');
    expect(stdout.split('\n').filter((line) => [...line].length > 130)).toEqual([]);
  });

  test.each(NAMES)('%s takes no option that it does not know', async (name) => {
    const { exitCode, stdout, stderr } = await runCommand(runCli, [name, '--frobnicate']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--frobnicate');
  });

  test.each(NAMES)('%s takes no secret as an argument', async (name) => {
    const options = Object.keys((await COMMANDS[name]?.load())?.options ?? {});
    expect(options.filter((option) => /token|secret|password|database/.test(option))).toEqual([]);
  });

  test('is what package.json gives npx, and says its version', () => {
    const { bin, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      bin: Record<string, string>;
      version: string;
    };
    expect(MAIN).toBe(join(process.cwd(), bin['hashcnet-graphql'] ?? ''));
    const { status, stdout } = spawnSync(process.execPath, [MAIN, '--version'], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, `${version}\n`]);
  });

  test('loads nothing of the service for what needs nothing of it', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', LIST_LOADED, MAIN, '--help'], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('Usage:');
    expect(stderr).toContain('cli/commands.js');
    expect(stderr).not.toMatch(/app\.js|fastify|graphql-server|simulation/);
  });

  test('hunts no mutant that there is not, and does not call that a success', async () => {
    const { exitCode, stderr } = await runCommand(runCli, ['simulate-mutants', '--only', 'no such mutant']);
    expect([exitCode, stderr.split('\n')[0]]).toEqual([2, 'no mutant\'s name contains "no such mutant"']);
  });

  test('serves until it is told to stop', async () => {
    const service = startProcess({ DATABASE_URL: 'sqlite::memory:' }, [process.execPath, MAIN, 'serve']);
    expect((await fetch(`${await service.whenListening}/readyz`)).status).toBe(200);
    service.child.kill('SIGTERM');
    expect(await service.whenEnded).toBe(0);
  });

  test('does not serve what it cannot, and exits with 1', async () => {
    const service = startProcess({ PORT: 'http' }, [process.execPath, MAIN, 'serve']);
    expect(await service.whenEnded).toBe(1);
    expect(service.output()).toContain('PORT must be a port');
  });

  test('runs the sandbox alone', async () => {
    const sandbox = spawn(process.execPath, [MAIN, 'sandbox'], { env: { SANDBOX_PORT: '0' } });
    const [said] = (await once(sandbox.stdout, 'data')) as [Buffer];
    expect(said.toString()).toContain('The sandbox upstream listens on http://127.0.0.1:');
    sandbox.kill('SIGTERM');
    expect(await once(sandbox, 'exit')).toEqual([0, null]);
  });
});
