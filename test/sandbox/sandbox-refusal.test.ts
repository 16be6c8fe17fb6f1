import { COMMIT_PATH, DETAILS_PATH, withSandbox } from './sandbox-client.js';

describe('what is refused', () => {
  test('tokens and references by their codes', () =>
    withSandbox({}, async (_sandbox, client) => {
      for (const [overrides, code] of [
        [{ token: undefined }, '1001'],
        [{ token: '' }, '1001'],
        [{ token: 'TEST:wrong' }, '1002'],
        [{ token: 5 }, '1002'],
        [{ reference: undefined }, '1012'],
        [{ reference: '' }, '1012'],
        [{ reference: 'with-dash' }, '1010'],
        [{ reference: 'x'.repeat(51) }, '1010'],
        [{ reference: 12 }, '1010'],
        [{ username: undefined }, '1010'],
        [{ username: ' ' }, '1010'],
        [{ username: 'x'.repeat(51) }, '1010'],
        [{ service_slug: undefined }, '1010'],
        [{ service_slug: 'unheard-of' }, '1011'],
      ] as const) {
        const answer = await client.details('plain', overrides);
        expect([overrides, answer.httpStatus, answer.json['error_code']]).toEqual([overrides, 400, code]);
      }
    }));

  test('a body that is not a JSON object', () =>
    withSandbox({}, async (_sandbox, client) => {
      expect((await client.send(DETAILS_PATH, '{"token":')).json['error_code']).toBe('1014');
      expect((await client.send(COMMIT_PATH, '[1]')).json['error_code']).toBe('1015');
      expect((await client.send(COMMIT_PATH, `"${'x'.repeat(1_000_001)}"`)).httpStatus).toBe(413);
    }));

  test('a reference is used up by a details call, a commit and a refused commit alike', () =>
    withSandbox({}, async (sandbox, client) => {
      await client.details('plain', { reference: 'once' });
      expect((await client.details('plain', { reference: 'once' })).json['error_code']).toBe('1013');
      const refused = await client.buy('plain', 'once');
      expect(refused.json['error_code']).toBe('1013');
      await client.buy('plain', 'twice', { amount: 1 });
      expect((await client.buy('plain', 'twice')).json['error_code']).toBe('1013');
      await client.buy('plain', 'thrice');
      expect((await client.buy('plain', 'thrice')).json['error_code']).toBe('1013');
      expect(sandbox.control.charges()).toHaveLength(1);
    }));

  test('a session is used once, and stays usable after a refusal or a failure', () =>
    withSandbox({}, async (sandbox, client) => {
      const { json } = await client.details('plain');
      const session_id = json['session_id'];
      expect((await client.commit({ session_id, amount: 1 })).json['error_code']).toBe('1011');
      expect((await client.commit({ session_id })).json['state']).toBe('Success');
      expect((await client.commit({ session_id })).json).toMatchObject({
        error_code: '1011',
        details: { session_id: 'Session is already used!' },
      });
      const failed = await client.details('failed');
      const again = { session_id: failed.json['session_id'] };
      expect((await client.commit(again)).json['state']).toBe('Failed');
      expect((await client.commit(again)).json['state']).toBe('Failed');
      expect(sandbox.control.charges()).toHaveLength(1);
    }));

  test('two commits of one session at the same moment charge once', () =>
    withSandbox({ latencyMs: 50 }, async (sandbox, client) => {
      const { json } = await client.details('plain');
      const commits = Array.from({ length: 5 }, () => client.commit({ session_id: json['session_id'] }));
      const states = (await Promise.all(commits)).map((answer) => answer.json['state']);
      expect(states.sort()).toEqual(['Error', 'Error', 'Error', 'Error', 'Success']);
      expect(sandbox.control.charges()).toHaveLength(1);
      expect(sandbox.control.maxInFlight('commit')).toBe(5);
    }));

  test('an unknown or old session', () =>
    withSandbox({ sessionTtlMs: 1 }, async (_sandbox, client) => {
      expect((await client.commit({ session_id: 1 })).json['error_code']).toBe('1011');
      const { json } = await client.details('plain');
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await client.commit({ session_id: json['session_id'] })).json).toMatchObject({
        details: { session_id: 'Session is expired!' },
      });
    }));

  test('fields of the wrong form, by name', () =>
    withSandbox({}, async (sandbox, client) => {
      const { json } = await client.details('plain');
      const session_id = json['session_id'];
      for (const [field, value] of [
        ['session_id', String(session_id)],
        ['session_id', undefined],
        ['session_id', 1.5],
        ['package_code', 5],
        ['duration_code', 1],
        ['duration_code', undefined],
        ['amount', '1000'],
        ['amount', 0],
        ['amount', -1000],
        ['amount', 1000.001],
        ['amount', undefined],
      ] as const) {
        const answer = await client.commit({ session_id, [field]: value });
        expect([field, value, answer.json['error_code']]).toEqual([field, value, '1010']);
        expect(answer.json['details']).toHaveProperty(field);
      }
      expect(sandbox.control.transactions()).toEqual([]);
    }));

  test('a price is compared digit by digit', () =>
    withSandbox({}, async (sandbox, client) => {
      const pay = async (amount: string) => {
        const { json } = await client.details('plain');
        const fields = `"session_id":${json['session_id']},"token":"${sandbox.token}"`;
        return client.send(
          COMMIT_PATH,
          `{${fields},"reference":"r${amount.replace(/\W/g, 'x')}","package_code":"5","duration_code":"3","amount":${amount}}`,
        );
      };
      for (const amount of ['2800.5', '2800.50', '2800.50000', '28.005e2'])
        expect([amount, (await pay(amount)).json['state']]).toEqual([amount, 'Success']);
      for (const amount of ['2800.49', '2800.51', '2800'])
        expect([amount, (await pay(amount)).json['error_code']]).toEqual([amount, '1011']);
      expect((await pay('2800.500000000000000001')).json['error_code']).toBe('1010');
    }));

  test('a package of the sample is found among those that share its code', () =>
    withSandbox({}, async (sandbox, client) => {
      const buy = async (fields: Record<string, unknown>) => {
        const { json } = await client.details('jeetenaug4');
        const answer = await client.commit({ session_id: json['session_id'], ...fields });
        return answer.json['state'];
      };
      expect(await buy({ package_code: '9', duration_code: '1', amount: 1232 })).toBe('Success');
      expect(await buy({ package_code: '9', duration_code: 'custom_1', amount: 13500 })).toBe('Success');
      expect(await buy({ package_code: '71', duration_code: '1', amount: 2 })).toBe('Success');
      expect(await buy({ package_code: '71', duration_code: '1', amount: 999 })).toBe('Error');
      expect(await buy({ package_code: undefined, duration_code: '1', amount: 999 })).toBe('Error');
      expect(sandbox.control.charges().map(({ amount }) => amount)).toEqual(['1232.0', '13500.0', '2.0']);
    }));

  test('a current plan without a package is bought without a package code, and only so', () =>
    withSandbox({}, async (_sandbox, client) => {
      const own = { package_code: undefined, amount: 750 };
      expect((await client.buy('own-plan', 'a1', own)).json['state']).toBe('Success');
      expect((await client.buy('own-plan', 'a2', { amount: 750 })).json['error_code']).toBe('1011');
      expect((await client.buy('own-plan', 'a3', { ...own, package_code: '' })).json['error_code']).toBe(
        '1011',
      );
      const longer = { duration_code: '12', amount: 9000 };
      expect((await client.buy('extra-duration', 'a4', longer)).json['state']).toBe('Success');
      expect((await client.buy('price-conflict', 'a5', { amount: 1100 })).json['error_code']).toBe('1011');
      expect((await client.buy('price-conflict', 'a6')).json['state']).toBe('Success');
    }));

  test('advance payment where none is accepted, unless the plan has ended', () =>
    withSandbox({}, async (_sandbox, client) => {
      expect((await client.buy('no-advance')).json['error_code']).toBe('4000');
      expect((await client.buy('no-advance-text')).json['error_code']).toBe('4000');
      expect((await client.buy('no-advance-expired')).json['state']).toBe('Success');
    }));

  test('a purchase beyond the credits', () =>
    withSandbox({}, async (sandbox, client) => {
      sandbox.control.setCredits('999.99');
      expect((await client.buy('plain')).json['error_code']).toBe('1016');
      sandbox.control.setCredits('1000.00');
      expect((await client.buy('plain')).json['state']).toBe('Success');
      expect(sandbox.control.credits()).toEqual({ consumed: '1000.0', available: '0.0' });
    }));
});
