import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createTurnstile } from '../../src/http/limits/turnstile.js';
import { eventually } from '../support/eventually.js';
import { frame } from '../support/raw-http.js';

describe('the turnstile', () => {
  test('ends the connection that has left its answer unread the longest, once a thousand wait', async () => {
    const turnstile = createTurnstile(1);
    let entered = 0;
    // An answer that is ready and never sent is as one that is never read.
    const server = createServer((_request, response) => {
      const place = turnstile.enter(response);
      if (place === null) return;
      entered += 1;
      turnstile.leave(place);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const [oldest, latest] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    for (const socket of [oldest, latest]) socket.on('error', () => {});
    const one = frame({ headers: { connection: 'keep-alive' } });
    const untilEntered = (count: number) =>
      eventually(
        () => entered,
        (found) => found === count,
      );
    oldest.write(one);
    await untilEntered(1);
    latest.write(one.repeat(999));
    await untilEntered(1_000);
    expect(oldest.closed).toBe(false);
    const closed = once(oldest, 'close');
    latest.write(one);
    await closed;
    expect(latest.closed).toBe(false);
    await untilEntered(1_001);
    latest.destroy();
    server.close();
  });
});
