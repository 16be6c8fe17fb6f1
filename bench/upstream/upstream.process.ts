import { createServer, type Socket } from 'node:net';
import { createDetailsBody } from './details-body.js';
import { readRequest } from './read-request.js';

/**
 * An upstream that costs next to nothing: raw sockets, answers joined from text. It shares its core with the load, so every
 * microsecond spent here is one less for measuring. Arguments: the port, and the delay of a details answer in milliseconds.
 */
const [port, delayMs] = process.argv.slice(2).map(Number);
const MAX_PENDING_LENGTH = 65_536;
const COMMIT_BODY = JSON.stringify({
  status: true,
  state: 'Success',
  message: 'Successfully Completed Transaction',
  extra_data: {},
  detail: '2532',
  credits_consumed: 999.0,
  credits_available: 9995285594.25,
  id: 70704,
});

const writeDetails = createDetailsBody();
let sessionId = Date.now();

function readUsername(body: string): string {
  const mark = '"username":"';
  const start = body.indexOf(mark) + mark.length;
  return body.slice(start, body.indexOf('"', start));
}

function answer(path: string, body: string): string {
  if (path.includes('/details/')) {
    sessionId += 1;
    return writeHttp(writeDetails(readUsername(body), sessionId));
  }
  if (path.includes('/commit/')) return writeHttp(COMMIT_BODY);
  return 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n';
}

function writeHttp(body: string): string {
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

function reply(socket: Socket, text: string, isLast: boolean): void {
  if (socket.destroyed) return;
  if (isLast) socket.end(text, 'latin1');
  else socket.write(text, 'latin1');
}

createServer({ noDelay: true }, (socket) => {
  let pending = '';
  socket.setEncoding('latin1');
  // A server under test that is ended mid-call is no fault here.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    pending = pending === '' ? chunk : pending + chunk;
    if (pending.length > MAX_PENDING_LENGTH) socket.destroy();
    for (let request = readRequest(pending); request !== null; request = readRequest(pending)) {
      pending = pending.slice(request.endsAt);
      const text = answer(request.path, request.body);
      const { isLast } = request;
      if (delayMs) setTimeout(reply, delayMs, socket, text, isLast);
      else reply(socket, text, isLast);
    }
  });
}).listen({ port, host: '127.0.0.1', backlog: 4096 });
