import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createTurnstile, type Place } from '../../src/http/limits/turnstile.js';
import { eventually } from '../support/eventually.js';
import { frame } from '../support/raw-http.js';

const ONE = frame({ headers: { connection: 'keep-alive' } });

/** A server whose answers are ready at once and never sent: as one that is never read. */
async function startUnread({ leavesAtOnce = true } = {}) {
  const turnstile = createTurnstile(1);
  const places: (Place | null)[] = [];
  let goneCount = 0;
  const server = createServer((_request, response) => {
    const place = turnstile.enter(response);
    places.push(place);
    if (place === null) response.end();
    else response.once('close', () => (goneCount += 1));
    if (place !== null && leavesAtOnce) turnstile.leave(place);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    turnstile,
    places,
    server,
    open() {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      return socket;
    },
    untilEntered: (count: number) =>
      eventually(
        () => places.length,
        (found) => found === count,
      ),
    untilGone: (count: number) =>
      eventually(
        () => goneCount,
        (found) => found === count,
      ),
  };
}

describe('the turnstile', () => {
  test('ends the connection that has left its answer unread the longest, once a thousand wait', async () => {
    const { server, open, untilEntered } = await startUnread();
    const [oldest, latest] = [open(), open()];
    oldest.write(ONE);
    await untilEntered(1);
    latest.write(ONE.repeat(999));
    await untilEntered(1_000);
    expect(oldest.closed).toBe(false);
    const closed = once(oldest, 'close');
    latest.write(ONE);
    await closed;
    expect(latest.closed).toBe(false);
    await untilEntered(1_001);
    latest.destroy();
    server.close();
  });

  test('counts a connection that is gone no more, and finds the next behind it', async () => {
    const { server, open, untilEntered, untilGone } = await startUnread();
    const [oldest, gone, latest] = [open(), open(), open()];
    oldest.write(ONE);
    await untilEntered(1);
    gone.write(ONE);
    await untilEntered(2);
    gone.destroy();
    await untilGone(1);
    latest.write(ONE.repeat(999));
    await untilEntered(1_001);
    expect(oldest.closed).toBe(false);
    const oldestClosed = once(oldest, 'close');
    latest.write(ONE);
    await oldestClosed;
    await untilGone(2);
    const latestClosed = once(latest, 'close');
    latest.write(ONE);
    await latestClosed;
    server.close();
  });

  test('gives the place of a request whose connection is gone to another, and to one only', async () => {
    const { turnstile, server, places, open, untilEntered, untilGone } = await startUnread({
      leavesAtOnce: false,
    });
    const gone = open();
    gone.write(ONE);
    await untilEntered(1);
    gone.destroy();
    await untilGone(1);
    // Its answer is ready after all.
    if (places[0]) turnstile.leave(places[0]);
    const others = [open(), open()];
    for (const other of others) other.write(ONE);
    await untilEntered(3);
    expect(places.filter((place) => place === null)).toHaveLength(1);
    for (const other of others) other.destroy();
    server.close();
  });
});
