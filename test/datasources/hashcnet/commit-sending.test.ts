import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { RESET, SILENCE, startScriptedUpstream } from '../../support/scripted-upstream.js';
import { aDataSource, anOrder, hastyClock, withUpstream } from './support/data-source.js';

/** A bare TCP server, for what happens below HTTP. */
async function withSocketServer<T>(
  onConnection: (socket: Socket) => void,
  use: (port: number, connectionCount: () => number) => Promise<T>,
): Promise<T> {
  let connections = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use((server.address() as AddressInfo).port, () => connections);
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

const freePort = () =>
  withSocketServer(
    () => {},
    async (port) => port,
  );

async function commitTo(baseUrl: string, changes = {}) {
  const hashcnet = aDataSource({ baseUrl, ...changes });
  try {
    const startedAtMs = Date.now();
    const outcome = await hashcnet.commit(anOrder());
    return { outcome, tookMs: Date.now() - startedAtMs };
  } finally {
    await hashcnet.close();
  }
}

describe('no byte of the request left (upstream.md section 2)', () => {
  it('connection refused: tried five times, then not sent', async () => {
    let pauses = 0;
    const clock = {
      nowMs: () => Date.now(),
      sleep: async () => {
        pauses += 1;
      },
    };
    const { outcome } = await commitTo(`http://127.0.0.1:${await freePort()}`, { clock });
    expect(outcome).toMatchObject({ kind: 'not_sent', cause: 'ECONNREFUSED' });
    expect(pauses).toBe(4);
  });

  it('connection refused on every address of a name', async () => {
    const { outcome } = await commitTo(`http://localhost:${await freePort()}`);
    expect(outcome).toMatchObject({ kind: 'not_sent', cause: 'ECONNREFUSED' });
  });

  it('DNS', async () => {
    const { outcome } = await commitTo('http://hashcnet.invalid', { timeoutMs: 3_000 });
    expect(outcome.kind).toBe('not_sent');
  });

  it('TLS: a plain server where https was expected', async () => {
    const answerPlainly = (socket: Socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'));
    await withSocketServer(answerPlainly, async (port) => {
      const { outcome } = await commitTo(`https://127.0.0.1:${port}`);
      expect(outcome.kind).toBe('not_sent');
    });
  });

  it('TLS: a handshake that is never answered ends at the deadline', async () => {
    await withSocketServer(
      () => {},
      async (port) => {
        const { outcome, tookMs } = await commitTo(`https://127.0.0.1:${port}`, { timeoutMs: 400 });
        expect(outcome).toMatchObject({ kind: 'not_sent' });
        expect(tookMs).toBeLessThan(3_000);
      },
    );
  });

  it('TLS: the connection is reset during the handshake', async () => {
    await withSocketServer(
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      async (port, connectionCount) => {
        const { outcome } = await commitTo(`https://127.0.0.1:${port}`);
        expect(outcome).toMatchObject({ kind: 'not_sent', cause: 'ECONNRESET' });
        expect(connectionCount()).toBe(5);
      },
    );
  });

  it('connect timeout: an address that swallows packets', async () => {
    const { outcome, tookMs } = await commitTo('http://192.0.2.1:81', { timeoutMs: 900 });
    expect(outcome.kind).toBe('not_sent');
    expect(tookMs).toBeLessThan(3_000);
  });

  it('a request that waits for a connection until the deadline is not sent, then or later', async () => {
    await withUpstream(
      SILENCE,
      async (hashcnet, upstream) => {
        const first = hashcnet.commit(anOrder({ reference: 'first' }));
        const second = await hashcnet.commit(anOrder({ reference: 'second' }));
        expect(second).toMatchObject({ kind: 'not_sent', cause: 'DEADLINE' });
        expect(await first).toMatchObject({ kind: 'in_doubt', cause: 'DEADLINE' });
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(upstream.requests.map(({ body }) => body.includes('"first"'))).toEqual([true]);
      },
      { timeoutMs: 300, connections: 1 },
    );
  });

  it('is retried under the same reference and succeeds once the upstream is back', async () => {
    const port = await freePort();
    const late = { current: null as Awaited<ReturnType<typeof startLate>> | null };
    const clock = {
      nowMs: () => Date.now(),
      sleep: async () => {
        late.current ??= await startLate(port);
      },
    };
    const { outcome } = await commitTo(`http://127.0.0.1:${port}`, { clock });
    expect(outcome).toMatchObject({ kind: 'succeeded' });
    expect(late.current?.bodies).toHaveLength(1);
    await late.current?.close();
  });

  it('gives `sentAtMs` as the time of the last try', async () => {
    let nowMs = 1_000;
    const clock = {
      nowMs: () => nowMs,
      sleep: async (durationMs: number) => {
        nowMs += durationMs;
      },
    };
    const { outcome } = await commitTo(`http://127.0.0.1:${await freePort()}`, { clock, random: () => 1 });
    expect(outcome).toMatchObject({ kind: 'not_sent', sentAtMs: nowMs });
    expect(nowMs).toBe(1_000 + 300 + 600 + 1_200 + 2_000);
  });

  it('is not sent after `sendBeforeMs`, even when the process slept while it was connecting', async () => {
    const script = { json: { state: 'Success' } };
    let nowMs = 1_000;
    // The clock jumps once, after the attempt has begun.
    const clock = {
      nowMs: () => {
        nowMs += 400;
        return nowMs;
      },
      sleep: async () => {},
    };
    await withUpstream(
      script,
      async (hashcnet, upstream) => {
        expect(await hashcnet.commit(anOrder({ sendBeforeMs: 2_300 }))).toMatchObject({
          kind: 'not_sent',
          cause: 'TOO_LATE',
        });
        expect(await hashcnet.commit(anOrder({ sendBeforeMs: 2_300 }))).toMatchObject({ cause: 'TOO_LATE' });
        expect(upstream.requests).toHaveLength(0);
        // Only the first got as far as a connection.
        expect(upstream.connectionCount()).toBe(1);
      },
      { clock },
    );
  });

  it('is not sent when the data source is closed', async () => {
    const upstream = await startScriptedUpstream({ json: { state: 'Success' } });
    const hashcnet = aDataSource({ baseUrl: upstream.baseUrl });
    await hashcnet.close();
    await hashcnet.close();
    expect(await hashcnet.commit(anOrder())).toMatchObject({ kind: 'not_sent', cause: 'CLOSED' });
    expect(upstream.requests).toHaveLength(0);
    await upstream.close();
  });
});

describe('a commit that may have left is never sent again', () => {
  it('a server that accepts and resets at once: tried again only while the reset beat the first byte', async () => {
    await withSocketServer(
      (socket) => socket.resetAndDestroy(),
      async (port, connectionCount) => {
        for (let round = 0; round < 10; round += 1) {
          const before = connectionCount();
          const { outcome } = await commitTo(`http://127.0.0.1:${port}`);
          // The kernel may report the reset as a failed connect, and then nothing was written to it.
          expect(['in_doubt', 'not_sent']).toContain(outcome.kind);
          if (outcome.kind === 'not_sent') expect(connectionCount() - before).toBe(5);
        }
      },
    );
  });

  it('a server that resets after the first byte puts it in doubt after one connection', async () => {
    await withSocketServer(
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      async (port, connectionCount) => {
        const { outcome } = await commitTo(`http://127.0.0.1:${port}`);
        expect(outcome.kind).toBe('in_doubt');
        expect(connectionCount()).toBe(1);
      },
    );
  });

  it('a server that closes at once puts it in doubt after one connection', async () => {
    await withSocketServer(
      (socket) => socket.end(),
      async (port, connectionCount) => {
        const { outcome } = await commitTo(`http://127.0.0.1:${port}`);
        expect(outcome.kind).toBe('in_doubt');
        expect(connectionCount()).toBe(1);
      },
    );
  });

  it('every commit has a connection of its own, closed after it', async () => {
    await withUpstream({ json: { state: 'Success' } }, async (hashcnet, upstream) => {
      for (const reference of ['one', 'two', 'three']) await hashcnet.commit(anOrder({ reference }));
      expect(upstream.connectionCount()).toBe(3);
      expect(upstream.requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close', 'close']);
    });
  });

  it.each([307, 308, 302, 421])(
    '%d is not followed: the token goes to no other place',
    async (statusCode) => {
      const elsewhere = await startScriptedUpstream({ json: { state: 'Success' } });
      await withUpstream(
        { statusCode, headers: { location: `${elsewhere.baseUrl}/trap` } },
        async (hashcnet, upstream) => {
          expect((await hashcnet.commit(anOrder())).kind).toBe('in_doubt');
          expect(upstream.requests).toHaveLength(1);
        },
      );
      expect(elsewhere.requests).toHaveLength(0);
      await elsewhere.close();
    },
  );

  it('sends each of many orders once, whatever happens to them', async () => {
    const replies = [
      RESET,
      { statusCode: 503 },
      { json: { state: 'Success' } },
      { raw: (socket: Socket) => void socket.end() },
    ];
    await withUpstream(
      (_, number) => replies[number % replies.length] ?? RESET,
      async (hashcnet, upstream) => {
        const references = Array.from({ length: 60 }, (_, index) => `order${index}`);
        await Promise.all(references.map((reference) => hashcnet.commit(anOrder({ reference }))));
        const sent = upstream.requests.map(
          ({ body }) => (JSON.parse(body) as { reference: string }).reference,
        );
        expect(sent.toSorted()).toEqual(references.toSorted());
      },
      { connections: 10, maxCalls: 60 },
    );
  });

  it('closing waits for the commit under way', async () => {
    const upstream = await startScriptedUpstream({
      raw: (_, response) => void setTimeout(() => response.end('{"state":"Success"}'), 150),
    });
    const hashcnet = aDataSource({ baseUrl: upstream.baseUrl, clock: hastyClock });
    const outcome = hashcnet.commit(anOrder());
    await hashcnet.close();
    expect(await outcome).toMatchObject({ kind: 'succeeded' });
    await upstream.close();
  });
});

async function startLate(port: number) {
  const bodies: string[] = [];
  const server = createServer((socket) => {
    socket.once('data', (chunk) => {
      bodies.push(chunk.toString());
      socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 19\r\n\r\n{"state":"Success"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { bodies, close: () => new Promise((resolve) => server.close(resolve)) };
}
