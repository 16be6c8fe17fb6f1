import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.js';

/** Waits; resolves early, to false, once the sandbox is closed or reset. */
export type Wait = (ms: number) => Promise<boolean>;

const DRIP_PIECES = 20;

/** Puts an answer on the wire in its manner, and resolves once nothing more will be written. */
export async function writeReply(response: ServerResponse, reply: Reply, wait: Wait): Promise<void> {
  if (response.destroyed || response.socket === null) return;
  const bytes = Buffer.from(reply.body);
  switch (reply.manner.kind) {
    case 'whole':
      return sendWhole(response, reply, bytes);
    case 'cut_off':
      return sendWhole(response, reply, bytes.subarray(0, Math.floor((bytes.length * 2) / 3)));
    case 'huge':
      return sendWhole(response, reply, Buffer.from(pad(reply.body, reply.manner.sizeBytes)));
    case 'dropped':
      return dropHalfway(response, reply, bytes);
    case 'drip':
      return drip(response, reply, bytes, { forMs: reply.manner.forMs, wait });
    case 'hang':
      await Promise.race([wait(reply.manner.forMs), once(response, 'close')]);
      response.socket?.destroy();
      return;
    case 'reset':
      response.socket.resetAndDestroy();
  }
}

function sendWhole(response: ServerResponse, reply: Reply, bytes: Buffer): void {
  response.writeHead(reply.httpStatus, { ...reply.headers, 'content-length': bytes.length });
  response.end(bytes);
}

function dropHalfway(response: ServerResponse, reply: Reply, bytes: Buffer): void {
  response.writeHead(reply.httpStatus, { ...reply.headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

async function drip(
  response: ServerResponse,
  reply: Reply,
  bytes: Buffer,
  { forMs, wait }: { readonly forMs: number; readonly wait: Wait },
): Promise<void> {
  response.writeHead(reply.httpStatus, { ...reply.headers, 'content-length': bytes.length });
  const size = Math.max(1, Math.ceil(bytes.length / DRIP_PIECES));
  for (let start = 0; start < bytes.length && !response.destroyed; start += size) {
    response.write(bytes.subarray(start, start + size));
    await wait(forMs / DRIP_PIECES);
  }
  response.end();
}

// The huge body stays valid JSON, so that only a limit on its size can refuse it.
function pad(body: string, sizeBytes: number): string {
  const end = body.lastIndexOf('}');
  const padding = 'x'.repeat(sizeBytes);
  return end < 0 ? body + padding : `${body.slice(0, end)},"padding":"${padding}"${body.slice(end)}`;
}
