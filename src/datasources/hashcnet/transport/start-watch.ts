import type { Dispatcher } from 'undici';
import type { Clock } from '../../../values/clock.js';

/** One attempt to send a request, as the watch on it and its caller share it. */
export interface Attempt {
  /** When undici was about to write it to a connected socket; null while no byte of it can have left. */
  sentAtMs: number | null;
  /** After this instant (Unix ms) nothing may leave, also when the process slept and its timers with it. */
  readonly sendBeforeMs: number;
  /** The headers of a final answer came. */
  isAnswered: boolean;
  /** Set by the caller once it has given up: from then on nothing may leave. */
  isOver: boolean;
}

/**
 * Marks the attempt when its first byte is about to leave. undici's HTTP/1 client calls `onRequestStart` when it has a
 * connected (and for https, secured) socket, in the same turn of the event loop as the write and before it
 * (`lib/dispatcher/client-h1.js`, `writeH1`); a handler that aborts there keeps the request from being written.
 * So an unmarked attempt is known not to have left, whatever error came with it.
 */
export function watchStart(attempt: Attempt, clock: Clock): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch(options, watch(handler, attempt, clock));
}

function watch(
  handler: Dispatcher.DispatchHandler,
  attempt: Attempt,
  clock: Clock,
): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller, context) {
      // Given up, or started before: undici may put a request back in its queue, but it must not leave twice.
      if (attempt.isOver || attempt.sentAtMs !== null) {
        controller.abort(stop('ATTEMPT_OVER'));
        return;
      }
      const nowMs = clock.nowMs();
      if (nowMs > attempt.sendBeforeMs) {
        controller.abort(stop('TOO_LATE'));
        return;
      }
      handler.onRequestStart?.(controller, context);
      // The handler aborts here when the deadline passed while the request waited for its connection.
      if (!controller.aborted) attempt.sentAtMs = nowMs;
    },
    onResponseStart(controller, statusCode, headers, statusMessage) {
      attempt.isAnswered ||= statusCode >= 200;
      handler.onResponseStart?.(controller, statusCode, headers, statusMessage);
    },
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  };
}

function stop(code: 'ATTEMPT_OVER' | 'TOO_LATE'): Error {
  return Object.assign(new Error('the request is not sent'), { code });
}
