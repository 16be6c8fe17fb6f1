import { readFileSync } from 'node:fs';
import { FAULT_KINDS } from '../../src/sandbox/fault.js';
import { describeSubscribers } from '../../src/sandbox/sandbox.js';
import { findSubscriber } from '../../src/sandbox/subscribers.js';
import { withSandbox } from './sandbox-client.js';

describe('the control over HTTP', () => {
  test('orders, credits, requests and subscribers can be read', () =>
    withSandbox({}, async (sandbox, client) => {
      await client.buy('plain', 'r1');
      const read = async (name: string) => (await client.control('GET', name)).json;
      expect(await read('charges')).toMatchObject({
        count: 1,
        charges: [
          { reference: 'r1', username: 'plain', slug: 'hons', amount: '1000.0', token: sandbox.token },
        ],
      });
      expect(await read('transactions')).toMatchObject({ transactions: [{ state: 'Success' }] });
      expect(await read('credits')).toEqual({ consumed: '1000.0', available: '9995285593.37663' });
      expect(await read('requests')).toMatchObject({
        counts: { details: 1, commit: 1, lookup: 0 },
        received: [
          { operation: 'details', username: 'plain' },
          { operation: 'commit', username: 'plain', reference: 'r1' },
        ],
      });
      expect(await read('subscribers')).toEqual({ subscribers: describeSubscribers() });
    }));

  test('orders, faults and settings can be changed', () =>
    withSandbox({}, async (sandbox, client) => {
      const post = (name: string, body: unknown) => client.control('POST', name, body);
      await client.buy('queued', 'r1');
      expect((await post('decide', { reference: 'r1', state: 'Success' })).httpStatus).toBe(200);
      expect((await post('refund', { reference: 'r1', amount: '10.00' })).httpStatus).toBe(200);
      expect(sandbox.control.transactions()).toMatchObject([{ state: 'Success', refundedAmount: '10.0' }]);
      expect((await post('faults', { operation: 'details', kind: 'rate_limit' })).httpStatus).toBe(200);
      expect((await client.details('plain')).httpStatus).toBe(429);
      expect((await client.control('DELETE', 'faults')).httpStatus).toBe(200);
      expect((await client.details('plain')).httpStatus).toBe(200);
      const settings = { latencyMs: 5, dlrUrl: 'http://127.0.0.1:1/dlr', creditsAvailable: '5.00' };
      expect((await post('settings', settings)).json).toMatchObject({ latencyMs: 5 });
      expect(sandbox.control.credits().available).toBe('5.0');
      expect((await post('dlr', { reference: 'r1' })).json).toHaveProperty('error');
      expect((await post('reset', {})).httpStatus).toBe(200);
      expect(sandbox.control.transactions()).toEqual([]);
    }));

  test('bad input is a 400 that says what is wrong', () =>
    withSandbox({}, async (_sandbox, client) => {
      for (const [name, body, words] of [
        ['faults', { operation: 'details' }, 'kind must be one of'],
        ['faults', { operation: 'details', kind: 'refuse' }, 'needs delayMs'],
        ['faults', [], 'must be a JSON object'],
        ['decide', { state: 'Success' }, 'reference is required'],
        ['decide', { reference: 'r1', state: 'Success' }, 'no transaction has the reference r1'],
        ['decide', { reference: 'r1', status: 'x' }, 'status is not known'],
        ['dlr', { reference: 'r1' }, 'no DLR address is set'],
        ['dlr', { reference: 'r1', amount: 5 }, 'amount must be a text'],
        ['settings', { latencyMs: -1 }, 'latencyMs'],
        ['settings', { dlrUrl: 'ftp://x' }, 'dlrUrl'],
        ['settings', { commitKeys: 'tabs' }, 'commitKeys'],
        ['settings', { creditsAvailable: 'many' }, 'available'],
      ] as const) {
        const answer = await client.control('POST', name, body);
        expect([name, answer.httpStatus, answer.json['error']]).toEqual([
          name,
          400,
          expect.stringContaining(words),
        ]);
      }
      expect((await client.control('GET', 'nothing')).httpStatus).toBe(404);
    }));
});

// The rows of docs/sandbox.md between two headings or lines that begin so.
function listRows(from: string, to: string): string[] {
  const doc = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
  const lines = doc.split('\n');
  const start = lines.findIndex((line) => line.startsWith(from));
  const end = lines.findIndex((line, index) => index > start && line.startsWith(to));
  return lines.slice(start, end).filter((line) => line.startsWith('| `'));
}

test('the table of fault kinds is the one in docs/sandbox.md', () => {
  const expected = Object.entries(FAULT_KINDS).map(
    ([kind, { on, does }]) => `| \`${kind}\` | ${on.length === 5 ? 'all' : on.join(', ')} | ${does} |`,
  );
  expect(listRows('| kind |', 'The kinds that')).toEqual(expected);
});

describe('the table of subscribers', () => {
  test('is the one in docs/sandbox.md', () => {
    const rows = listRows('## Subscribers', '## The control');
    const expected = describeSubscribers().map(
      ({ username, shows, how }) => `| \`${username}\` | ${shows} | ${how} |`,
    );
    expect(rows).toEqual(expected);
  });

  test('has short names, each once, and any number after a name', () => {
    const names = describeSubscribers().map(({ username }) => username);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{1,50}$/);
    expect(findSubscriber('queued-12')?.username).toBe('queued');
    expect(findSubscriber('commit-1017')?.username).toBe('commit-1017');
    expect(findSubscriber('nobody-1')).toBeUndefined();
  });

  test('holds no subscriber whose details cannot be answered', () =>
    withSandbox({}, async ({ control }, client) => {
      for (const { username } of describeSubscribers()) {
        if (/^details-(hang|slow|slow-drip)$/.test(username)) continue;
        const failure = await client.details(username).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure !== undefined) expect(username).toMatch(/^details-(dropped|reset)$/);
      }
      expect(control.transactions()).toEqual([]);
    }));
});
