import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withSandbox } from './sandbox-client.js';

interface Received {
  readonly contentType: string;
  readonly fields: Record<string, string>;
}

/** A real server that keeps the reports posted to it. */
async function aDlrReceiver(): Promise<{ url: string; received: Received[]; server: Server }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
      const contentType = request.headers['content-type'] ?? '';
      const form = await new Response(Buffer.concat(pieces), {
        headers: { 'content-type': contentType },
      }).formData();
      const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
      received.push({ contentType, fields });
      response.end('ok');
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/dlr`, received, server };
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('orders that are decided later', () => {
  test('a decision changes the lookup, the credits and the charges', () =>
    withSandbox({}, async ({ control }, client) => {
      await client.buy('queued', 'r1');
      expect(control.charges()).toMatchObject([{ reference: 'r1', state: 'Queued', amount: '1000.0' }]);
      await control.decide('r1', 'Failed', 'Provider said no');
      expect((await client.lookup('r1')).json).toMatchObject({
        state: 'Failed',
        details: 'Provider said no',
      });
      expect(control.charges()).toEqual([]);
      expect(control.credits().consumed).toBe('0.0');
      await control.decide('r1', 'Success');
      expect(control.charges()).toHaveLength(1);
      await expect(control.decide('r9', 'Success')).rejects.toThrow('no transaction has the reference r9');
    }));

  test('self-deciding orders decide themselves and report it by multipart DLR', async () => {
    const receiver = await aDlrReceiver();
    await withSandbox({ decideAfterMs: 50, dlrUrl: receiver.url }, async ({ control }, client) => {
      await client.buy('queued-then-success', 'good');
      await client.buy('queued-then-failed', 'bad');
      await later(250);
      expect((await client.lookup('good')).json['state']).toBe('Success');
      expect((await client.lookup('bad')).json['state']).toBe('Failed');
      expect(control.charges().map(({ reference }) => reference)).toEqual(['good']);
      expect(receiver.received[0]?.contentType).toMatch(/^multipart\/form-data; boundary=/);
      expect(receiver.received.map(({ fields }) => fields)).toContainEqual({
        reference: 'good',
        amount: '1000.0',
        status: 'Success',
        detail: 'Successful recharge',
        response_id: '70704',
      });
      expect(receiver.received.map(({ fields }) => fields['status']).sort()).toEqual(['Failed', 'Success']);
    }).finally(() => receiver.server.close());
  });

  test('a report can be sent on demand, and can lie', async () => {
    const receiver = await aDlrReceiver();
    await withSandbox({}, async ({ control }, client) => {
      await client.buy('queued', 'r1');
      expect(await control.sendDlr('r1')).toBeUndefined();
      control.setDlrUrl(receiver.url);
      expect(await control.sendDlr('r1', { status: 'Success', amount: '1.0' })).toMatchObject({
        httpStatus: 200,
      });
      await control.sendDlr('nobodys');
      expect(receiver.received.map(({ fields }) => fields)).toMatchObject([
        { reference: 'r1', status: 'Success', amount: '1.0' },
        { reference: 'nobodys', status: 'Success' },
      ]);
      expect((await client.lookup('r1')).json['state']).toBe('Queued');
      control.setDlrUrl('http://127.0.0.1:1/');
      expect((await control.sendDlr('r1'))?.error).toEqual(expect.any(String));
    }).finally(() => receiver.server.close());
  });

  test('a late charge is unknown first and a success afterwards', () =>
    withSandbox({ decideAfterMs: 150 }, async ({ control }, client) => {
      expect((await client.buy('late', 'r1')).httpStatus).toBe(504);
      expect((await client.lookup('r1')).json['error']).toBe('invalid_reference');
      expect((await client.buy('plain', 'r1')).json['error_code']).toBe('1013');
      await later(250);
      expect((await client.lookup('r1')).json['state']).toBe('Success');
      expect(control.charges()).toHaveLength(1);
    }));

  test('refunds show in the lookup, whole or in part', () =>
    withSandbox({}, async ({ control }, client) => {
      await client.buy('queued-then-refunded', 'whole');
      await client.buy('partly-refunded', 'part');
      await client.buy('partly-refunded-flagged', 'flagged');
      await client.buy('plain', 'later');
      control.refund('later', '400.50', 'Plan changed');
      control.refund('later', '599.50', 'Plan changed');
      expect(() => control.refund('later', '0.01', 'Too much')).toThrow('amount');
      const shown = async (reference: string) => (await client.lookup(reference)).json;
      expect(await shown('whole')).toMatchObject({ state: 'Success', refunded: true, refunded_amount: 1000 });
      expect(await shown('part')).toMatchObject({ state: 'Success', refunded: false, refunded_amount: 1 });
      expect(await shown('flagged')).toMatchObject({ refunded: true, refunded_amount: 1 });
      expect(await shown('later')).toMatchObject({
        refunded: true,
        refunded_amount: 1000,
        refunds: [{ amount: 400.5, remarks: 'Plan changed' }, { amount: 599.5 }],
      });
    }));

  test('lookups change their mind while an order is in progress', () =>
    withSandbox({}, async (_sandbox, client) => {
      expect((await client.buy('processing-first', 'r1')).json['state']).toBe('Queued');
      const states: unknown[] = [];
      for (let count = 0; count < 4; count += 1) states.push((await client.lookup('r1')).json['state']);
      expect(states).toEqual(['Queued', 'Processing', 'Success', 'Success']);
    }));

  test('a reset forgets everything but which sessions it has given out, and drops what was planned', () =>
    withSandbox({ decideAfterMs: 50 }, async ({ control }, client) => {
      await client.buy('late', 'r1');
      await client.buy('jeetenaug4', 'r2', { package_code: '71', amount: 2 });
      control.setLatency(1);
      await control.setFault({ operation: 'details', kind: 'status' });
      await control.reset();
      await later(100);
      expect(control.transactions()).toEqual([]);
      expect(control.requests().received).toEqual([]);
      expect(control.settings().latencyMs).toBe(0);
      expect((await client.details('jeetenaug4')).json['session_id']).toBeGreaterThan(6467);
    }));
});
