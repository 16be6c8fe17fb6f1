import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const NOTICE_MS = 30;

/** The listening side of the sandbox, which can be shut and opened again at the same address. */
export interface Listener {
  readonly url: string;
  /**
   * Stops listening: a new connection is refused by the system, so that no byte can be sent. Resolves once
   * clients had a moment to notice that their idle connections are gone.
   */
  shut(): Promise<void>;
  open(): Promise<void>;
  isShut(): boolean;
  /** Stops for good and ends every socket at once. */
  close(): Promise<void>;
}

/** @throws when the address cannot be listened on. */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listener> {
  const start = async (chosenPort: number) => {
    server.listen(chosenPort, host);
    await once(server, 'listening');
  };
  await start(port);
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  // One step after the other, or a shut and an open at the same time could leave it either way.
  let opening: Promise<void> | undefined;
  return {
    url: `http://${name}:${address.port}`,
    isShut: () => !server.listening,
    async shut() {
      if (server.listening) server.close();
      server.closeIdleConnections();
      await sleep(NOTICE_MS);
    },
    async open() {
      if (server.listening) return;
      opening ??= start(address.port).finally(() => {
        opening = undefined;
      });
      await opening;
    },
    async close() {
      const closed = server.listening ? once(server, 'close') : Promise.resolve();
      if (server.listening) server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
