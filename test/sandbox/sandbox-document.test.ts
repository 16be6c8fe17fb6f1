import { ISP_SLUGS } from '../../src/sandbox/isp-slug.js';
import { aClient, COMMIT_PATH, DETAILS_PATH, exchange, fixture, withSandbox } from './sandbox-client.js';

describe('the bodies of the documents', () => {
  test('the sample subscriber is answered to the letter under every slug, with session ids that count up', () =>
    withSandbox({}, async (_sandbox, client) => {
      await client.details('plain');
      const first = await client.details('jeetenaug4');
      expect(first.text).toBe(fixture('details.json'));
      for (const service_slug of ISP_SLUGS) {
        const { text, json } = await client.details('jeetenaug4', { service_slug });
        expect(text).toBe(fixture('details.json').replace('6466', String(json['session_id'])));
        expect(json['session_id']).toBeGreaterThan(6466);
      }
    }));

  test('the purchase of the document is answered to the letter', () =>
    withSandbox({}, async (sandbox, client) => {
      await client.details('jeetenaug4');
      const body = `{"session_id": 6466, "reference": "r1", "token": "${sandbox.token}",
        "package_code": "9", "duration_code": "1", "amount": 999.00}`;
      const answer = await client.send(COMMIT_PATH, body);
      expect(answer.httpStatus).toBe(200);
      expect(answer.text).toBe(fixture('commit-success.json').trim());
    }));

  test('the keys as the document prints them are answered in the same way', () =>
    withSandbox({}, async (sandbox, client) => {
      await client.details('jeetenaug4');
      const body = `{"session id": 6466, "reference": "r1", "token": "${sandbox.token}",
        "package code": "9", "duration code": "1", "amount": 999.00}`;
      const answer = await client.send(COMMIT_PATH, body);
      expect(answer.text).toBe(fixture('commit-success-spaced.json').trim());
    }));

  test('a sandbox that wants underscores does not see keys with spaces, nor the other way round', async () => {
    const spaced = { 'session id': 6466, 'package code': '9', 'duration code': '1', amount: 999 };
    const plain = { session_id: 6466, package_code: '9', duration_code: '1', amount: 999 };
    for (const [commitKeys, refused, taken] of [
      ['underscore', spaced, plain],
      ['space', plain, spaced],
    ] as const)
      await withSandbox({ commitKeys }, async ({ token }, client) => {
        await client.details('jeetenaug4');
        const no = await client.send(COMMIT_PATH, { token, reference: 'r1', ...refused });
        expect(no.json).toMatchObject({
          error_code: '1010',
          details: { session_id: ['This field is required.'] },
        });
        const yes = await client.send(COMMIT_PATH, { token, reference: 'r2', ...taken });
        expect(yes.json['state']).toBe('Success');
      });
  });

  test('a queued commit has the fields of the document in its order', () =>
    withSandbox({}, async (_sandbox, client) => {
      const { json } = await client.buy('queued');
      expect(Object.keys(json)).toEqual(Object.keys(JSON.parse(fixture('commit-queued.json'))));
      expect(json).toMatchObject({ state: 'Queued', status: true, credits_consumed: 1000 });
    }));

  test('lookups have the fields of the documents', () =>
    withSandbox({}, async (sandbox, client) => {
      await client.buy('plain', 'good1');
      await client.buy('queued', 'bad1');
      await sandbox.control.decide('bad1', 'Failed');
      const keysOf = (name: string) => Object.keys(JSON.parse(fixture(name)));
      const good = await client.lookup('good1');
      expect(Object.keys(good.json)).toEqual(keysOf('lookup-success.json'));
      expect(good.text).toContain('"amount": 1000.0,');
      const bad = await client.lookup('bad1');
      expect(Object.keys(bad.json)).toEqual(keysOf('lookup-failed.json'));
      expect(bad.json).toMatchObject({
        state: 'Failed',
        original_status: 'Error',
        details: 'Manually Failed',
        refunded: false,
        refunds: [{ amount: 1000, remarks: 'Manually Failed' }],
      });
      const unknown = await client.lookup('never1');
      expect(unknown.json).toEqual(JSON.parse(fixture('lookup-unknown.json')));
    }));

  test('a bulk lookup answers in another order, and tells unknown references as errors', () =>
    withSandbox({}, async (_sandbox, client) => {
      await client.buy('plain', 'one');
      await client.buy('queued', 'two');
      const { json } = await client.bulk(['one', 'nobody', 'two']);
      const entries = json['detail'] as Record<string, unknown>[];
      expect(entries.map((entry) => entry['reference'])).toEqual(['two', 'nobody', 'one']);
      expect(entries[1]).toEqual({
        status: true,
        state: 'Error',
        details: 'Invalid reference obtained for account',
        reference: 'nobody',
        response_id: 0,
        amount: 0,
      });
      expect(Object.keys(entries[0] ?? {})).toEqual(Object.keys(entries[1] ?? {}));
    }));

  test('a bulk lookup whose length does not match is refused', () =>
    withSandbox({}, async (_sandbox, client) => {
      expect((await client.bulk(['one', 'two'], 3)).json).toMatchObject({
        error_code: '1010',
        details: { reference_length: expect.any(Array) },
      });
      expect((await client.bulk([])).json).toMatchObject({ error_code: '1010' });
    }));

  test('the balance keeps every digit', () =>
    withSandbox({}, async (_sandbox, client) => {
      await client.buy('plain');
      const { text } = await client.balance();
      expect(text).toContain('"credits_consumed": 1000.0');
      expect(text).toContain('"credits_available": 9995285593.37663');
    }));

  test('errors are shaped as the documents are', () =>
    withSandbox({}, async (_sandbox, client) => {
      for (const [username, name] of [
        ['not-found', 'error-not-found.json'],
        ['nobody at all', 'error-not-found.json'],
        ['not-found-listed', 'error-user-list.json'],
        ['details-bad-token-bare', 'error-bare.json'],
      ] as const) {
        const answer = await client.details(username);
        expect(answer.httpStatus).toBe(400);
        expect(answer.json).toEqual(JSON.parse(fixture(name)));
      }
      const mismatch = await client.buy('plain', 'r1', { amount: 1500 });
      expect(mismatch.json).toEqual(JSON.parse(fixture('error-validation.json')));
    }));

  test('paths and methods nobody knows are answered as a web server does', () =>
    withSandbox({}, async (sandbox) => {
      const lost = await exchange(`${sandbox.url}/api/nothing/`, 'POST', '{}');
      expect(lost.httpStatus).toBe(404);
      expect(lost.headers['content-type']).toContain('text/html');
      expect((await exchange(`${sandbox.url}${DETAILS_PATH}`, 'GET')).httpStatus).toBe(405);
      expect((await exchange(`${sandbox.url}/api/service/status/%E0%A4%A/r`, 'GET')).httpStatus).toBe(404);
    }));

  test('another token sees nothing, and has references of its own', () =>
    withSandbox({ otherTokens: ['TEST:other'] }, async (sandbox, client) => {
      const other = aClient(sandbox, 'TEST:other');
      const { json } = await client.details('plain');
      const stolen = await other.commit({ session_id: json['session_id'] });
      expect(stolen.json).toMatchObject({ error_code: '1011', details: { session_id: expect.any(String) } });
      await client.commit({ session_id: json['session_id'], reference: 'mine' });
      expect((await other.lookup('mine')).json).toMatchObject({ error: 'invalid_reference' });
      expect((await other.buy('plain', 'mine')).json['state']).toBe('Success');
      expect(sandbox.control.credits('TEST:other').consumed).toBe('1000.0');
    }));
});
