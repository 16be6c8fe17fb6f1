import { connect } from 'node:net';

const MAX_WAIT_MS = 10_000;

/** Sends bytes as they are and gives what came back until the other side closed. */
export function exchangeBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`the connection is still open after ${MAX_WAIT_MS} ms`));
    }, MAX_WAIT_MS);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    // A reset after the answer is a way of closing too.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

/** A request as text, on a connection that is closed after it; `headers` may replace any of its own. */
export function frame(request: {
  method?: string;
  path?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}): string {
  const { method = request.body === undefined ? 'GET' : 'POST', path = '/graphql', body = '' } = request;
  const headers = {
    host: 'localhost',
    connection: 'close',
    ...(request.body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }),
    ...request.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n');
}
