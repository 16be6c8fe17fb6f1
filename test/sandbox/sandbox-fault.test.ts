import type { FaultRequest } from '../../src/sandbox/fault.js';
import { FAULT_KINDS } from '../../src/sandbox/fault.js';
import { COMMIT_PATH, exchange, withSandbox } from './sandbox-client.js';

type Fault = Omit<FaultRequest, 'operation'>;
type Seen = Record<string, unknown>;

describe('faults of a commit', () => {
  // What the client sees, and how many charges there are afterwards.
  const CASES: readonly [fault: Fault, seen: Seen, charges: number][] = [
    [{ kind: 'error' }, { httpStatus: 400, error_code: '7000' }, 0],
    [{ kind: 'error', code: '1019', httpStatus: 200 }, { httpStatus: 200, error_code: '1019' }, 0],
    [{ kind: 'error', code: '1013', charged: true }, { httpStatus: 400, error_code: '1013' }, 1],
    [{ kind: 'error', bare: true }, { error_code: '7000', error: null }, 0],
    [{ kind: 'not_found' }, { httpStatus: 404 }, 0],
    [{ kind: 'status', httpStatus: 503 }, { httpStatus: 503 }, 0],
    [{ kind: 'status', charged: true }, { httpStatus: 500 }, 1],
    [{ kind: 'rate_limit' }, { httpStatus: 429 }, 0],
    [{ kind: 'html' }, { httpStatus: 502 }, 0],
    [{ kind: 'redirect' }, { httpStatus: 307 }, 0],
    [{ kind: 'hang_before_charge', delayMs: 50 }, { failure: 'UND_ERR_SOCKET' }, 0],
    [{ kind: 'reset_before_charge' }, { failure: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) }, 0],
    [{ kind: 'hang_after_charge', delayMs: 50 }, { failure: 'UND_ERR_SOCKET' }, 1],
    [{ kind: 'reset_after_charge' }, { failure: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) }, 1],
    [{ kind: 'cut_off_body' }, { httpStatus: 200, isJson: false }, 1],
    [{ kind: 'dropped_body' }, { failure: expect.stringMatching(/^UND_ERR_|ECONNRESET/) }, 1],
    [{ kind: 'huge_body' }, { httpStatus: 200, isJson: true, isHuge: true }, 1],
    [{ kind: 'slow_drip', delayMs: 200 }, { httpStatus: 200, state: 'Success' }, 1],
    [{ kind: 'delay', delayMs: 100 }, { state: 'Success' }, 1],
    [{ kind: 'delay', delayMs: 100, charged: true }, { state: 'Success' }, 1],
    [{ kind: 'unknown_state' }, { state: 'Reversed' }, 1],
    [{ kind: 'no_state' }, { httpStatus: 200, state: null }, 1],
    [{ kind: 'state', state: 'FAILED' }, { state: 'FAILED', credits_consumed: 0 }, 0],
    [{ kind: 'state', state: 'Success', statusFlag: false }, { state: 'Success', status: false }, 1],
    [{ kind: 'queued' }, { state: 'Queued' }, 1],
    [{ kind: 'never_seen' }, { failure: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) }, 0],
    [{ kind: 'wrong_amount' }, { state: 'Success', credits_consumed: 1001 }, 1],
    [{ kind: 'late_charge', delayMs: 60_000 }, { httpStatus: 504 }, 0],
    [{ kind: 'late_charge', delayMs: 0 }, { httpStatus: 504 }, 1],
    [{ kind: 'spaced_keys' }, { state: 'Success', 'credits consumed': 1000 }, 1],
    [{ kind: 'refund' }, { state: 'Success' }, 1],
  ];

  test.each(CASES)('%j shows %j and leaves %i charges', (fault, seen, charges) =>
    withSandbox({}, async (sandbox, client) => {
      await sandbox.control.setFault({ operation: 'commit', ...fault });
      const answer = await client.buy('plain', 'r1').then(
        ({ httpStatus, json, text }) => ({
          error: null,
          state: null,
          httpStatus,
          ...json,
          isJson: Object.keys(json).length > 0,
          isHuge: text.length > 1_000_000,
        }),
        (error: { code?: string }) => ({ failure: error.code }),
      );
      expect(answer).toMatchObject(seen);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(sandbox.control.charges()).toHaveLength(charges);
      const { json } = await client.lookup('r1');
      if (charges === 0 && fault.kind !== 'state') expect(json['error']).toBe('invalid_reference');
      else expect(json['reference']).toBe('r1');
    }),
  );

  test('every kind that a commit can meet is tried', () => {
    const tried = new Set<string>(CASES.map(([fault]) => fault.kind));
    const kinds = Object.entries(FAULT_KINDS).filter(([, kind]) =>
      (kind.on as readonly string[]).includes('commit'),
    );
    expect(kinds.map(([kind]) => kind).filter((kind) => !tried.has(kind))).toEqual(['refuse']);
  });

  test('a refusing sandbox takes no connection until the faults are cleared', () =>
    withSandbox({}, async (sandbox, client) => {
      await sandbox.control.setFault({ operation: 'commit', kind: 'refuse' });
      await expect(client.details('plain')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      await sandbox.control.clearFaults();
      expect((await client.buy('plain')).json['state']).toBe('Success');
      await sandbox.control.setFault({ operation: 'commit', kind: 'refuse', delayMs: 60 });
      await expect(client.details('plain')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect((await client.details('plain')).httpStatus).toBe(200);
    }));

  test('who follows the redirect is counted', () =>
    withSandbox({}, async (sandbox, client) => {
      await sandbox.control.setFault({ operation: 'commit', kind: 'redirect' });
      const answer = await client.buy('plain');
      await exchange(new URL(String(answer.headers['location']), sandbox.url).href, 'POST', '{}');
      expect(sandbox.control.requests().counts).toMatchObject({ details: 1, commit: 1, redirected: 1 });
    }));

  test('a client that goes away is charged all the same', () =>
    withSandbox({ latencyMs: 100 }, async (sandbox, client) => {
      const { json } = await client.details('plain');
      const body = {
        token: sandbox.token,
        reference: 'gone',
        session_id: json['session_id'],
        package_code: '5',
        duration_code: '1',
        amount: 1000,
      };
      const signal = AbortSignal.timeout(30);
      const headers = { 'content-type': 'application/json' };
      const sent = fetch(`${sandbox.url}${COMMIT_PATH}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal,
      });
      await expect(sent).rejects.toThrow();
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(sandbox.control.charges()).toHaveLength(1);
    }));
});

describe('faults of reads', () => {
  test('a fault meets only its operation, subscriber, reference and number of calls', () =>
    withSandbox({}, async (sandbox, client) => {
      const { control } = sandbox;
      await control.setFault({ operation: 'details', kind: 'status', username: 'plain', times: 2 });
      await control.setFault({ operation: 'lookup', kind: 'no_state', reference: 'r1' });
      expect((await client.details('queued')).httpStatus).toBe(200);
      expect((await client.details('plain')).httpStatus).toBe(500);
      expect((await client.details('plain')).httpStatus).toBe(500);
      expect((await client.buy('plain', 'r1')).httpStatus).toBe(200);
      await client.buy('plain', 'r2');
      expect((await client.lookup('r1')).json).not.toHaveProperty('state');
      expect((await client.lookup('r2')).json).toHaveProperty('state');
      expect(control.faults()).toHaveLength(1);
      await control.clearFaults();
      expect((await client.lookup('r1')).json).toHaveProperty('state');
    }));

  test('lookups lie about state, amount, reference and existence', () =>
    withSandbox({}, async (sandbox, client) => {
      await client.buy('plain', 'r1');
      for (const [fault, seen] of [
        [{ kind: 'state', state: 'Processing' }, { state: 'Processing' }],
        [{ kind: 'queued' }, { state: 'Queued' }],
        [{ kind: 'unknown_state' }, { state: 'Reversed' }],
        [{ kind: 'wrong_amount', amount: '1.00' }, { amount: 1 }],
        [{ kind: 'wrong_reference' }, { reference: 'SomebodyElsesReference' }],
      ] as [Fault, Seen][]) {
        await sandbox.control.setFault({ operation: 'lookup', ...fault });
        await sandbox.control.setFault({ operation: 'bulk', ...fault });
        expect((await client.lookup('r1')).json).toMatchObject(seen);
        expect((await client.bulk(['r1'])).json).toMatchObject({ detail: [seen] });
        await sandbox.control.clearFaults();
      }
      await sandbox.control.setFault({ operation: 'lookup', kind: 'never_seen' });
      await sandbox.control.setFault({ operation: 'bulk', kind: 'never_seen' });
      expect((await client.lookup('r1')).json).toMatchObject({ error: 'invalid_reference' });
      expect((await client.bulk(['r1'])).json).toMatchObject({
        detail: [{ response_id: 0, state: 'Error' }],
      });
      expect(sandbox.control.charges()).toHaveLength(1);
    }));

  test('the balance and details fail as they are told', () =>
    withSandbox({}, async (sandbox, client) => {
      await sandbox.control.setFault({ operation: 'balance', kind: 'error', code: '1019' });
      await sandbox.control.setFault({ operation: 'details', kind: 'cut_off_body' });
      expect((await client.balance()).json['error_code']).toBe('1019');
      expect((await client.details('plain')).json).toEqual({});
    }));

  test('a fault that makes no sense is refused in words', () =>
    withSandbox({}, async ({ control }) => {
      const set = (fault: object) => control.setFault(fault as FaultRequest);
      await expect(set({ operation: 'balance', kind: 'late_charge' })).rejects.toThrow(
        'kind late_charge applies to commit only',
      );
      await expect(set({ operation: 'details', kind: 'delay', delayMs: 600_001 })).rejects.toThrow('delayMs');
      await expect(set({ operation: 'details', kind: 'constructor' })).rejects.toThrow('kind must be one of');
    }));

  test('closing ends calls that hang', async () => {
    await withSandbox({}, async (sandbox, client) => {
      const hanging = client.details('details-hang').catch((error: { code?: string }) => error.code);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await sandbox.close();
      expect(await hanging).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
    });
  });
});
