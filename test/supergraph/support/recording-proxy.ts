import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';

export interface PassedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Stands between a router and the subgraph: hands everything on, and remembers it. */
export interface RecordingProxy {
  readonly url: string;
  /** What has come since the last call. */
  takeRequests(): PassedRequest[];
  /** The next request whose body holds the text is handed on, and its answer thrown away with the connection. */
  loseAnswerTo(text: string): void;
  close(): Promise<void>;
}

const MAX_REMEMBERED = 1000;

export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  let passed: PassedRequest[] = [];
  let textToLose: string | null = null;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    if (passed.length < MAX_REMEMBERED) passed.push({ headers: incoming.headers, body });
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = incoming.headers;
    const answer = await request(target, { method: 'POST', headers, body });
    const text = await answer.body.text();
    if (textToLose !== null && body.includes(textToLose)) {
      textToLose = null;
      incoming.socket.destroy();
      return;
    }
    const { connection: _kept, 'transfer-encoding': _coding, ...answered } = answer.headers;
    outgoing.writeHead(answer.statusCode, answered).end(text);
  }

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    takeRequests() {
      const taken = passed;
      passed = [];
      return taken;
    },
    loseAnswerTo(text) {
      textToLose = text;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
