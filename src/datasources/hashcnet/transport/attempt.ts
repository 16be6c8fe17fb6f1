import type { Dispatcher } from 'undici';
import type { Clock } from '../../../values/clock.js';
import { causeOf, type TransportCause } from './cause.js';

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

export interface AttemptTerms {
  readonly clock: Clock;
  /** No byte leaves after this instant (Unix ms), also when the process slept and its timers with it. */
  readonly sendBeforeMs: number;
  /** Told once what became of it. */
  readonly onEnd: (exchange: Exchange) => void;
}

/**
 * One attempt to send a request, as undici's dispatcher drives it. It knows when its first byte was about to leave: undici's HTTP/1
 * client calls `onRequestStart` when it has a connected (and for https, secured) socket, in the same turn of the event loop as the
 * write and before it (`lib/dispatcher/client-h1.js`, `writeH1`); a handler that aborts there keeps the request from being
 * written. So an attempt that was not started is known not to have left, whatever error came with it.
 */
export class Attempt implements Dispatcher.DispatchHandler {
  readonly #terms: AttemptTerms;
  readonly #triedAtMs: number;
  /** Null while no byte can have left. */
  #sentAtMs: number | null = null;
  #statusCode = 0;
  /** The headers of a final answer came. */
  #isAnswered = false;
  #isOver = false;
  #controller: Dispatcher.DispatchController | null = null;
  readonly #chunks: Buffer[] = [];

  constructor(terms: AttemptTerms) {
    this.#terms = terms;
    this.#triedAtMs = terms.clock.nowMs();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up, or started before: undici may put a request back in its queue, but it must not leave twice.
    if (this.#isOver || this.#sentAtMs !== null) {
      controller.abort(stop('ATTEMPT_OVER'));
      return;
    }
    const nowMs = this.#terms.clock.nowMs();
    if (nowMs > this.#terms.sendBeforeMs) {
      controller.abort(stop('TOO_LATE'));
      return;
    }
    this.#controller = controller;
    this.#sentAtMs = nowMs;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number): void {
    if (statusCode < 200) return;
    this.#isAnswered = true;
    this.#statusCode = statusCode;
  }

  // The pool's `maxResponseSize` ends a longer answer while it streams in.
  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#isOver) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.#chunks;
    const bytes = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    this.#end({ statusCode: this.#statusCode, text: decodeText(bytes) });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#end({ cause: causeOf(error) });
  }

  /** From here on nothing of it leaves: "unsent" stays true. */
  giveUp(cause: TransportCause): void {
    this.#end({ cause });
    this.#controller?.abort(stop(cause));
  }

  #end(answer: { statusCode: number; text: string } | { cause: TransportCause }): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const sentAtMs = this.#sentAtMs;
    if (sentAtMs === null) {
      const cause = 'cause' in answer ? answer.cause : 'UNKNOWN';
      this.#terms.onEnd({ kind: 'unsent', triedAtMs: this.#triedAtMs, cause });
    } else if ('cause' in answer) {
      this.#terms.onEnd({ kind: 'lost', sentAtMs, cause: answer.cause, isAnswered: this.#isAnswered });
    } else {
      this.#terms.onEnd({ kind: 'answered', sentAtMs, ...answer });
    }
  }
}

const BYTE_ORDER_MARK = '\ufeff';

function decodeText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function stop(code: string): Error {
  return Object.assign(new Error('the request is not sent'), { code });
}
