import type { IncomingMessage } from 'node:http';
import { LIMIT } from './limit.js';

/**
 * Reads a request's body as text.
 * @returns undefined when it is longer than `LIMIT.bodyBytes`; the rest is then left unread.
 * @throws when the client goes away before the body is whole.
 */
export async function readRequestBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LIMIT.bodyBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
