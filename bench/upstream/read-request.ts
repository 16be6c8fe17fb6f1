/** One HTTP request at the start of `text`; null while it is incomplete. */
export interface RawRequest {
  readonly path: string;
  readonly body: string;
  /** The connection's next request begins here. */
  readonly endsAt: number;
  readonly isLast: boolean;
}

const CHUNKED_END = '0\r\n\r\n';

/** Reads only what the benchmark's clients send; a general parser would cost more than the servers that are measured. */
export function readRequest(text: string): RawRequest | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return null;
  const head = text.slice(0, headEnd);
  const bodyStart = headEnd + 4;
  const bodyEnd = findBodyEnd(text, head, bodyStart);
  if (bodyEnd === null || text.length < bodyEnd) return null;
  return {
    path: head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/')),
    body: text.slice(bodyStart, bodyEnd),
    endsAt: bodyEnd,
    isLast: /\r\nconnection: close/i.test(head),
  };
}

function findBodyEnd(text: string, head: string, bodyStart: number): number | null {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return bodyStart + Number(length);
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return bodyStart;
  const end = text.indexOf(CHUNKED_END, bodyStart);
  return end === -1 ? null : end + CHUNKED_END.length;
}
