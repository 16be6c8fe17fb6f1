import type { SharedKey } from '../i18n/i18n.js';
import type { Fault } from './fault.js';

/** What a person can do about a fault. */
export type Remedy = 'retry' | 'wait' | 'change' | 'sign-in' | 'none';

export interface FaultDescription {
  readonly title: SharedKey;
  readonly body: SharedKey;
  readonly remedy: Remedy;
}

/** The one place where codes of the API become words for a person. */
const REFUSALS: Readonly<Record<string, FaultDescription>> = {
  UNAUTHENTICATED: describe('unauthenticated', 'sign-in'),
  FORBIDDEN: describe('forbidden', 'none'),
  RATE_LIMITED: describe('rateLimited', 'wait'),
  UNKNOWN_ISP: describe('unknownIsp', 'change'),
  SUBSCRIBER_NOT_FOUND: describe('notFound', 'change'),
  BAD_USER_INPUT: describe('invalid', 'change'),
  UPSTREAM_REJECTED: describe('rejected', 'change'),
  UPSTREAM_MAINTENANCE: describe('maintenance', 'retry'),
  UPSTREAM_UNAVAILABLE: describe('unavailable', 'retry'),
  UPSTREAM_INVALID_RESPONSE: describe('unusable', 'retry'),
  UPSTREAM_MISCONFIGURED: describe('misconfigured', 'none'),
  INTERNAL_SERVER_ERROR: describe('internal', 'retry'),
};

export function describeFault(fault: Fault): FaultDescription {
  switch (fault.kind) {
    case 'offline':
      return describe('offline', 'retry');
    case 'unreachable':
      return describe('unreachable', 'retry');
    case 'refused':
      // A code this page does not know yet still says whether to try again.
      return REFUSALS[fault.code] ?? describe('internal', fault.isRetryable ? 'retry' : 'none');
  }
}

type Subject = SharedKey extends infer Key ? (Key extends `fault.${infer Name}.title` ? Name : never) : never;

function describe(subject: Subject, remedy: Remedy): FaultDescription {
  return { title: `fault.${subject}.title`, body: `fault.${subject}.body`, remedy };
}
