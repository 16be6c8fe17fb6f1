import { errorReply } from './error-answer.js';
import type { FaultRequest } from './fault.js';
import { LIMIT } from './limit.js';
import { htmlReply, type Manner, type Reply } from './reply.js';

const REDIRECT_TARGET = '/__sandbox/redirected';

/** The answer of a fault that answers by itself. */
export function answerOf(fault: FaultRequest): Reply {
  const { httpStatus, details, message, bare } = fault;
  switch (fault.kind) {
    case 'not_found':
      return htmlReply(404, 'Not Found');
    case 'status':
      return htmlReply(httpStatus ?? 500, 'Error');
    case 'rate_limit':
      return htmlReply(429, 'Too Many Requests', { 'retry-after': '1' });
    case 'redirect':
      return htmlReply(307, 'Temporary Redirect', { location: fault.location ?? REDIRECT_TARGET });
    case 'html':
      return htmlReply(httpStatus ?? 502, 'Bad Gateway');
    default:
      return errorReply({
        code: fault.code ?? '7000',
        ...(httpStatus !== undefined && { httpStatus }),
        ...(details !== undefined && { details }),
        ...(message !== undefined && { message }),
        ...(bare !== undefined && { isBare: bare }),
      });
  }
}

/** The manner of a fault that breaks or withholds an answer. */
export function mannerOf(fault: FaultRequest): Manner {
  switch (fault.kind) {
    case 'cut_off_body':
      return { kind: 'cut_off' };
    case 'dropped_body':
      return { kind: 'dropped' };
    case 'huge_body':
      return { kind: 'huge', sizeBytes: fault.sizeBytes ?? 2_000_000 };
    case 'slow_drip':
      return { kind: 'drip', forMs: fault.delayMs ?? 5_000 };
    case 'hang_before_charge':
    case 'hang_after_charge':
      return { kind: 'hang', forMs: fault.delayMs ?? LIMIT.waitMs };
    default:
      return { kind: 'reset' };
  }
}
