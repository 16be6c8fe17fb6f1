import type { Dispatcher, Pool } from 'undici';
import type { Clock } from '../../../values/clock.js';
import { causeOf, type TransportCause } from './cause.js';
import { type Attempt, watchStart } from './start-watch.js';

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query below the base URL's own path. It may hold the token: never to be logged. */
  readonly path: string;
  readonly body?: string;
  /** No byte leaves after this instant (Unix ms); absent, only the deadline counts. */
  readonly sendBeforeMs?: number;
}

/** What became of one HTTP exchange. `sentAtMs` is when its first byte was about to leave. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly sentAtMs: number;
      readonly statusCode: number;
      readonly text: string;
    }
  /** It may have left, and no complete answer came back. */
  | {
      readonly kind: 'lost';
      readonly sentAtMs: number;
      readonly cause: TransportCause;
      /** An answer had begun. */
      readonly isAnswered: boolean;
    }
  /** Known, not guessed: not one byte of the request left. */
  | { readonly kind: 'unsent'; readonly triedAtMs: number; readonly cause: TransportCause };

export interface ExchangeDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The path of the base URL, without a slash at its end. */
  readonly basePath: string;
}

/**
 * Sends one request once and reads the whole answer, or gives up when `deadline` aborts. Follows no redirect and
 * repeats nothing. Never rejects.
 */
export async function exchange(
  deps: ExchangeDeps,
  request: WireRequest,
  deadline: AbortSignal,
): Promise<Exchange> {
  const triedAtMs = deps.clock.nowMs();
  const attempt: Attempt = {
    sentAtMs: null,
    sendBeforeMs: request.sendBeforeMs ?? Number.POSITIVE_INFINITY,
    isAnswered: false,
    isOver: false,
  };
  const abandoned = whenAborted(deadline);
  // undici reports an abort of a request that still waits for a connection only once it has one: hence the race.
  const answer = await Promise.race([perform(deps, { request, attempt, deadline }), abandoned.promise]);
  abandoned.forget();
  // From here on the watch lets nothing of this attempt out, so "unsent" stays true.
  attempt.isOver = true;
  const { sentAtMs } = attempt;
  if (sentAtMs === null) {
    return { kind: 'unsent', triedAtMs, cause: 'cause' in answer ? answer.cause : 'UNKNOWN' };
  }
  return 'cause' in answer
    ? { kind: 'lost', sentAtMs, cause: answer.cause, isAnswered: attempt.isAnswered }
    : { kind: 'answered', sentAtMs, ...answer };
}

type Answer = { readonly statusCode: number; readonly text: string } | { readonly cause: TransportCause };

async function perform(
  deps: ExchangeDeps,
  call: { request: WireRequest; attempt: Attempt; deadline: AbortSignal },
): Promise<Answer> {
  const { request, attempt, deadline } = call;
  try {
    const watched = deps.pool.compose(watchStart(attempt, deps.clock));
    const response = await watched.request(toOptions(deps.basePath, request, deadline));
    // The pool's `maxResponseSize` ends a longer answer while it streams in.
    return { statusCode: response.statusCode, text: await response.body.text() };
  } catch (error) {
    return { cause: deadline.aborted ? 'DEADLINE' : causeOf(error) };
  }
}

function toOptions(basePath: string, request: WireRequest, signal: AbortSignal): Dispatcher.RequestOptions {
  return {
    method: request.method,
    path: `${basePath}${request.path}`,
    headers: {
      accept: 'application/json',
      'user-agent': 'hashcnet-graphql',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: request.body ?? null,
    signal,
  };
}

/** Resolves when the signal aborts; `forget` takes its listener away. */
function whenAborted(signal: AbortSignal): { promise: Promise<Answer>; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const onAbort = () => resolve({ cause: 'DEADLINE' });
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return { promise, forget: () => signal.removeEventListener('abort', onAbort) };
}
