import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { eventually } from '../support/eventually.js';
import { type ServiceProcess, startProcess } from '../support/process.js';

interface Answer {
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly unknown[];
}

describe('the service as a process', () => {
  let folder: string;
  const started: ServiceProcess[] = [];
  let sandbox: Sandbox;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-process-'));
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    for (const { child, whenEnded } of started.splice(0)) {
      child.kill('SIGKILL');
      await whenEnded;
    }
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(env: Record<string, string> = {}): ServiceProcess {
    const service = startProcess({ DATABASE_URL: `sqlite:${join(folder, 'ledger.db')}`, ...env });
    started.push(service);
    return service;
  }

  async function ask(url: string, query: string, variables: object = {}): Promise<Answer> {
    const { body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'the-key' },
      body: JSON.stringify({ query, variables }),
    });
    return (await body.json()) as Answer;
  }

  async function findOffer(url: string, username = 'jeetenaug4'): Promise<string> {
    const answer = await ask(
      url,
      'query ($username: String!) { subscriber(slug: "vns", username: $username) { plans { offers { id } } } }',
      { username },
    );
    const { data } = answer as unknown as { data: { subscriber: { plans: { offers: { id: string }[] }[] } } };
    return data.subscriber.plans[0]?.offers[0]?.id ?? '';
  }

  const RENEW = `mutation ($offerId: ID!, $key: String!) {
    renew(input: { offerId: $offerId, idempotencyKey: $key }) { replayed problem { code } renewal { id status } }
  }`;

  function live(upstream: { url: string; token: string } = sandbox): Record<string, string> {
    const keysFile = join(folder, 'keys.json');
    const sha256 = createHash('sha256').update('the-key').digest('hex');
    writeFileSync(
      keysFile,
      JSON.stringify([{ client: 'shop', sha256, scopes: ['subscribers:read', 'renewals:write'] }]),
    );
    return {
      HASHCNET_BASE_URL: upstream.url,
      HASHCNET_TOKEN: upstream.token,
      OFFER_SECRET: 'a secret of the tests, 32 characters or more',
      API_KEYS_FILE: keysFile,
    };
  }

  test('sells again after a restart of sandbox and service, and still knows what it sold', async () => {
    const first = start();
    const firstUrl = await first.whenListening;
    const bought = await ask(firstUrl, RENEW, { offerId: await findOffer(firstUrl), key: 'one' });
    expect(bought.data?.['renew']).toMatchObject({ problem: null, renewal: { status: 'SUCCEEDED' } });
    first.child.kill('SIGTERM');
    expect(await first.whenEnded).toBe(0);

    const secondUrl = await start().whenListening;
    const again = await ask(secondUrl, RENEW, { offerId: await findOffer(secondUrl), key: 'two' });
    expect(again.data?.['renew']).toMatchObject({ problem: null, renewal: { status: 'SUCCEEDED' } });
    const list = await ask(secondUrl, '{ renewals { edges { node { idempotencyKey } } } }');
    expect(JSON.stringify(list.data)).toContain('"one"');
  });

  test('refuses to be the second server on one SQLite ledger', async () => {
    await start().whenListening;
    const second = start();
    expect(await second.whenEnded).toBe(1);
    expect(second.output()).toMatch(/does not start: .*another server/i);
  });

  test('refuses to sell for real out of a sandbox ledger', async () => {
    const first = start();
    await first.whenListening;
    first.child.kill('SIGTERM');
    await first.whenEnded;
    const second = start(live({ url: 'http://127.0.0.1:9', token: 'TEST:x' }));
    expect(await second.whenEnded).toBe(1);
    expect(second.output()).toContain('sandbox ledger');
  });

  test('names every fault of its configuration and exits with 1', async () => {
    const service = start({ HASHCNET_BASE_URL: 'https://upstream.example', OFFER_SECRET: 'short' });
    expect(await service.whenEnded).toBe(1);
    for (const name of ['HASHCNET_TOKEN', 'OFFER_SECRET', 'API_KEYS_FILE'])
      expect(service.output()).toContain(name);
  });

  test('finishes the purchase under way when it is told to stop', async () => {
    const service = start(live());
    const url = await service.whenListening;
    const offerId = await findOffer(url, 'plain');
    sandbox.control.setLatency(400);
    const buying = ask(url, RENEW, { offerId, key: 'one' });
    await eventually(
      () => sandbox.control.requests().counts.commit,
      (count) => count === 1,
    );
    service.child.kill('SIGTERM');
    expect((await buying).data?.['renew']).toMatchObject({ renewal: { status: 'SUCCEEDED' } });
    expect(await service.whenEnded).toBe(0);
  });

  test('leaves at once at the second signal, and the purchase is found again', async () => {
    const env = {
      ...live(),
      HASHCNET_TIMEOUT_MS: '1000',
      HOLD_TIME_MS: '100',
      RECONCILE_INTERVAL_MS: '50',
    };
    const service = start(env);
    const url = await service.whenListening;
    const offerId = await findOffer(url, 'plain');
    sandbox.control.setLatency(900);
    const buying = ask(url, RENEW, { offerId, key: 'one' }).catch(() => null);
    await eventually(
      () => sandbox.control.requests().counts.commit,
      (count) => count === 1,
    );
    service.child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 50));
    service.child.kill('SIGTERM');
    expect(await service.whenEnded).toBe(1);
    expect(await buying).toBeNull();
    sandbox.control.setLatency(0);

    const nextUrl = await start(env).whenListening;
    const replay = () => ask(nextUrl, RENEW, { offerId, key: 'one' });
    const answer = await eventually(replay, ({ data }) => JSON.stringify(data).includes('"SUCCEEDED"'));
    expect(answer.data?.['renew']).toMatchObject({ replayed: true });
    expect(sandbox.control.charges()).toHaveLength(1);
  });
});
