import { once } from 'node:events';
import { createConnection } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Head and body as they came, for looking for a text in it. */
  readonly text: string;
}

/** One kept-alive connection that carries one request at a time. */
export interface Connection {
  /** Rejects when the connection breaks; it is of no use after that. */
  request(text: string): Promise<Answer>;
  /** False once it has broken, or the server has said that it closes it. */
  isOpen(): boolean;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const MAX_ANSWER_LENGTH = 1_048_576;
const CHUNKED_END = '\r\n0\r\n\r\n';

/**
 * HTTP/1.1 on a bare socket: a request is text written as it is, an answer is its status and its text. A general client costs
 * several times as much, and the load shares its core with the upstream.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let pending = '';
  let waiting: Waiting | null = null;

  function fail(error: Error): void {
    socket.destroy();
    waiting?.reject(error);
    waiting = null;
  }
  socket.setEncoding('latin1');
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk: string) => {
    pending = pending === '' ? chunk : pending + chunk;
    if (!isComplete(pending)) {
      if (pending.length > MAX_ANSWER_LENGTH) fail(new Error('the answer is too long'));
      return;
    }
    const answer = { status: Number(pending.slice(9, 12)), text: pending };
    pending = '';
    const { resolve } = waiting ?? {};
    waiting = null;
    if (isLast(answer.text)) socket.destroy();
    resolve?.(answer);
  });

  return {
    request: (text) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is closed'));
        waiting = { resolve, reject };
        socket.write(text, 'latin1');
      }),
    isOpen: () => !socket.destroyed,
    close: () => socket.destroy(),
  };
}

function isComplete(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  return length === undefined ? text.endsWith(CHUNKED_END) : text.length >= headEnd + 4 + Number(length);
}

/** As a server does after a body that it could not read. */
function isLast(text: string): boolean {
  return /^connection: close/im.test(text.slice(0, text.indexOf('\r\n\r\n')));
}
