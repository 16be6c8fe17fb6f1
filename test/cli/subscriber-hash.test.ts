import { PassThrough } from 'node:stream';
import { SubscriberDocument } from '../../client/generated/graphql.js';
import { runSubscriberHash } from '../../src/cli/run-subscriber-hash.js';
import { purchase } from '../support/purchase.js';
import { startService } from '../support/service.js';

const OFFER_SECRET = 'a secret of the hash, 32 characters or more';

async function run(env: Record<string, string>, ...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runSubscriberHash({ argv, env, stdout, stderr });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('npm run subscriber-hash', () => {
  test("finds a subscriber's lines in the log, which name nobody", async () => {
    const service = await startService({ env: { OFFER_SECRET } });
    await purchase(service, { username: 'plain', slug: 'vns' });
    await service.ask(SubscriberDocument, { slug: 'vns', username: 'details-maintenance' });
    await service.ask(SubscriberDocument, { slug: 'typed-by-somebody', username: 'plain' });
    await service.stop();

    const { code, stdout } = await run({ OFFER_SECRET }, 'plain', ' details-maintenance ');
    expect(code).toBe(0);
    const [plain = '', away = ''] = stdout.split('\n');
    expect(plain).toMatch(/^[0-9a-f]{16}$/);
    const lines = service.logs().split('\n');
    const find = (hash: string) =>
      lines
        .filter((line) => line.includes(hash))
        .map((line) => JSON.parse(line))
        .map(({ level, msg, slug, outcome, cause, status }) => ({
          level,
          msg,
          slug,
          outcome,
          cause,
          status,
        }));
    expect(find(plain)).toEqual([
      { level: 20, msg: 'subscriber lookup', slug: 'vns', outcome: 'found' },
      { level: 30, msg: 'renewal', status: 'SUCCEEDED' },
      { level: 20, msg: 'subscriber lookup', outcome: 'unknown_isp' },
    ]);
    expect(find(away)).toEqual([
      { level: 40, msg: 'subscriber lookup', slug: 'vns', outcome: 'maintenance', cause: '1019' },
    ]);
    for (const name of ['plain', 'details-maintenance', 'typed-by-somebody'])
      expect(service.logs()).not.toContain(`"${name}`);
  });

  test('depends on the secret', async () => {
    const [one, other] = [
      await run({ OFFER_SECRET }, 'plain'),
      await run({ OFFER_SECRET: `${OFFER_SECRET}!` }, 'plain'),
    ];
    expect(one.stdout).not.toBe(other.stdout);
  });

  test.each([
    ['no secret', {}, ['plain']],
    ['a short secret', { OFFER_SECRET: 'short' }, ['plain']],
    ['nobody', { OFFER_SECRET }, []],
    ['what is no username', { OFFER_SECRET }, ['x'.repeat(51)]],
  ])('refuses %s, and says how it is used', async (_name, env, argv) => {
    const { code, stderr } = await run(env, ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain('usage:');
  });
});
