/** How an answer is put on the wire; all but `whole` break it in one way. Times in milliseconds. */
export type Manner =
  | { readonly kind: 'whole' }
  | { readonly kind: 'cut_off' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'huge'; readonly sizeBytes: number }
  | { readonly kind: 'drip'; readonly forMs: number }
  | { readonly kind: 'hang'; readonly forMs: number }
  | { readonly kind: 'reset' };

/** An HTTP answer and the manner of sending it. */
export interface Reply {
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly manner: Manner;
}

const WHOLE: Manner = { kind: 'whole' };

/** A JSON answer. */
export function jsonReply(body: string, httpStatus = 200): Reply {
  return { httpStatus, headers: { 'content-type': 'application/json' }, body, manner: WHOLE };
}

/** The HTML page that a web server or proxy answers by itself. */
export function htmlReply(httpStatus: number, title: string, headers: Record<string, string> = {}): Reply {
  const body = `<!doctype html>
<html lang="en"><head><title>${title}</title></head>
<body><h1>${httpStatus} ${title}</h1><p>The server could not answer this request.</p></body></html>
`;
  return {
    httpStatus,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body,
    manner: WHOLE,
  };
}

/** No answer at all: silence for a while and then a closed connection, or a reset at once. */
export function noReply(manner: Manner): Reply {
  return { httpStatus: 500, headers: {}, body: '', manner };
}
