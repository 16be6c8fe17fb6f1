import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** An HTTP server that answers whatever the test scripts, and remembers what it was asked. */
export interface ScriptedUpstream {
  readonly baseUrl: string;
  readonly requests: readonly SeenRequest[];
  /** How many connections were opened. */
  connectionCount(): number;
  /** What it answers from now on. */
  answerWith(script: Script): void;
  close(): Promise<void>;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Reply =
  | {
      readonly statusCode?: number;
      readonly json?: unknown;
      readonly body?: string | Buffer;
      readonly headers?: Record<string, string>;
    }
  /** Whatever is done to the bare socket: a reset, half an answer, silence. */
  | { readonly raw: (socket: Socket, response: ServerResponse) => void };

export type Script = Reply | ((request: SeenRequest, number: number) => Reply | Promise<Reply>);

export const SILENCE: Reply = { raw: () => {} };
export const RESET: Reply = { raw: (socket) => socket.resetAndDestroy() };
export const CUT_OFF: Reply = {
  raw: (socket) => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n';
    socket.end(`${head}{"status": true, "state": "Success"`);
  },
};

export async function startScriptedUpstream(script: Script = { statusCode: 500 }): Promise<ScriptedUpstream> {
  const requests: SeenRequest[] = [];
  let current = script;
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
      requests.push(seen);
      const chosen = typeof current === 'function' ? current(seen, requests.length) : current;
      void Promise.resolve(chosen).then((answer) => reply(response, answer));
    });
    request.on('error', () => {});
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    connectionCount: () => connections,
    answerWith: (next) => {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, answer: Reply): void {
  if ('raw' in answer) {
    if (response.socket) answer.raw(response.socket, response);
    return;
  }
  const { statusCode = 200, json, body = JSON.stringify(json) ?? '', headers = {} } = answer;
  response.writeHead(statusCode, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
