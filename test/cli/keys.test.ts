import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { SubscriberDocument } from '../../client/generated/graphql.js';
import { runKeys } from '../../src/cli/run-keys.js';
import { parseApiKeys } from '../../src/http/api-keys.js';
import { eventually } from '../support/eventually.js';
import { startService } from '../support/service.js';

describe('hashcnet-graphql keys', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-keys-'));
    file = join(folder, 'keys.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(...argv: string[]) {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await runKeys({ argv, env: { API_KEYS_FILE: file }, stdout, stderr });
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
  }

  test('makes a key, shows it once, and keeps its hash alone', async () => {
    const { code, stdout } = await run('create', 'shop', '--scopes', 'subscribers:read,renewals:write');
    expect(code).toBe(0);
    const key = stdout.trim();
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(key);
    expect(parseApiKeys(text)(key)).toEqual({
      client: 'shop',
      scopes: new Set(['subscribers:read', 'renewals:write']),
    });
  });

  test('adds to the keys there are', async () => {
    const first = await run('create', 'shop', '--scopes', 'subscribers:read');
    const second = await run('create', 'books', '--scopes', 'operator');
    const find = parseApiKeys(readFileSync(file, 'utf8'));
    expect([first, second].map(({ stdout }) => find(stdout.trim())?.client)).toEqual(['shop', 'books']);
    expect(find('another')).toBeNull();
  });

  test.each([
    [['create', 'shop']],
    [['create', 'shop', '--scopes', 'everything']],
    [['create', 'a name', '--scopes', 'operator']],
    [['delete', 'shop']],
    [[]],
  ])('does not understand %j, writes nothing and teaches', async (argv) => {
    const { code, stderr } = await run(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: hashcnet-graphql keys');
    expect(() => readFileSync(file)).toThrow();
  });

  test('leaves a file alone that it cannot read', async () => {
    writeFileSync(file, 'not JSON');
    expect((await run('create', 'shop', '--scopes', 'operator')).code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('not JSON');
  });

  test('gives a key that a running service takes up by itself, and loses by itself', async () => {
    const first = (await run('create', 'shop', '--scopes', 'subscribers:read')).stdout.trim();
    const service = await startService({ env: { API_KEYS_FILE: file } });
    const look = async (apiKey: string) =>
      (await service.ask(SubscriberDocument, { slug: 'vns', username: 'plain' }, { apiKey })).status;
    expect(await look(first)).toBe(200);
    const before = readFileSync(file, 'utf8');
    const second = (await run('create', 'late', '--scopes', 'subscribers:read')).stdout.trim();
    await eventually(
      () => look(second),
      (status) => status === 200,
    );
    writeFileSync(file, 'half a fi');
    await eventually(
      () => service.logs(),
      (logs) => logs.includes('could not be read again'),
    );
    expect(await look(second)).toBe(200);
    writeFileSync(file, before);
    await eventually(
      () => look(second),
      (status) => status === 401,
    );
    await service.stop();
  });
});
