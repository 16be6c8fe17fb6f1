import type { Fault } from '../shared/api/fault.js';

/** The service answers null for a provider that is not there; a person is told as if it had refused. */
export const UNKNOWN_ISP: Fault = {
  kind: 'refused',
  code: 'UNKNOWN_ISP',
  message: '',
  isRetryable: false,
  retryAfterSeconds: null,
};
