/** Why an exchange gave no answer: `DEADLINE`, or the code that Node or undici names it by. Never a message. */
export type TransportCause = string;

const CODE_PATTERN = /^[A-Z][A-Z0-9_]{1,59}$/;
const NAME_PATTERN = /^[A-Za-z]{1,40}Error$/;

/** The code of an error, or its name, but never its message, which could quote a path with the token in it. */
export function causeOf(error: unknown): TransportCause {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string' && CODE_PATTERN.test(error.code)) return error.code;
  return 'name' in error && typeof error.name === 'string' && NAME_PATTERN.test(error.name)
    ? error.name
    : 'UNKNOWN';
}

/** True when the time ran out, so that another try has none left. */
export function isTimeout(cause: TransportCause): boolean {
  return cause === 'DEADLINE' || cause === 'UND_ERR_HEADERS_TIMEOUT' || cause === 'UND_ERR_BODY_TIMEOUT';
}

const UNREADABLE_CAUSES: ReadonlySet<TransportCause> = new Set([
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_HEADERS_OVERFLOW',
  // undici gives a parser's error a code (`HPE_...`) only sometimes.
  'HTTPParserError',
]);

/** True when the answer itself was unfit: too long, headers too long, or not HTTP. Asking again gets the same. */
export function isUnreadable(cause: TransportCause): boolean {
  return UNREADABLE_CAUSES.has(cause) || cause.startsWith('HPE_');
}
