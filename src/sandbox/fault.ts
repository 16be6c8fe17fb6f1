/** The five calls of the upstream that a fault can be set for. */
export type Operation = 'details' | 'commit' | 'lookup' | 'bulk' | 'balance';

/** Every operation, in the order of upstream.md. */
export const OPERATIONS: readonly Operation[] = ['details', 'commit', 'lookup', 'bulk', 'balance'];

const ANY: readonly Operation[] = OPERATIONS;
const STATED: readonly Operation[] = ['commit', 'lookup', 'bulk'];
const LOOKED_UP: readonly Operation[] = ['lookup', 'bulk'];

/** What each kind of fault does, and to which operations it applies. */
export const FAULT_KINDS = {
  refuse: { on: ANY, does: 'stops listening: connections are refused (all operations) until cleared' },
  error: { on: ANY, does: 'answers error `code` (7000), HTTP `httpStatus` (400)' },
  not_found: { on: ANY, does: 'answers 404 with an HTML page' },
  status: { on: ANY, does: 'answers `httpStatus` (500) with an HTML page' },
  rate_limit: { on: ANY, does: 'answers 429 with Retry-After' },
  html: { on: ANY, does: 'answers an HTML page, HTTP `httpStatus` (502)' },
  redirect: { on: ANY, does: 'answers 307 to `location` (/__sandbox/redirected, which counts its visits)' },
  hang_before_charge: { on: ANY, does: 'does nothing and stays silent for `delayMs` (10 minutes)' },
  reset_before_charge: { on: ANY, does: 'does nothing and resets the connection' },
  hang_after_charge: { on: ANY, does: 'does the work and stays silent for `delayMs` (10 minutes)' },
  reset_after_charge: { on: ANY, does: 'does the work and resets the connection' },
  cut_off_body: { on: ANY, does: 'does the work and answers two thirds of the JSON' },
  dropped_body: { on: ANY, does: 'does the work and closes the connection halfway through the JSON' },
  huge_body: { on: ANY, does: 'does the work and answers `sizeBytes` (2,000,000) of valid JSON' },
  slow_drip: { on: ANY, does: 'does the work and answers in small pieces over `delayMs` (5 seconds)' },
  delay: { on: ANY, does: 'waits `delayMs` (2 seconds) first; with `charged`, does the work first' },
  unknown_state: { on: STATED, does: 'answers `state` ("Reversed") for an order that was charged' },
  no_state: { on: STATED, does: 'leaves the state out of the answer' },
  state: { on: STATED, does: 'answers `state`; a commit is recorded with it' },
  queued: { on: STATED, does: 'answers Queued; with `decideState`, decides itself after `delayMs`' },
  never_seen: { on: STATED, does: 'lookups say invalid_reference; a commit is lost without an answer' },
  wrong_amount: { on: STATED, does: 'answers `amount` (one rupee more) instead of the real one' },
  wrong_reference: { on: LOOKED_UP, does: 'answers for another reference than the one asked' },
  late_charge: { on: ['commit'], does: 'answers 504 at once and charges only after `delayMs` (3 seconds)' },
  spaced_keys: { on: ['commit'], does: 'answers with spaces in the keys' },
  refund: { on: ['commit'], does: 'refunds `amount` (all of it) right after the charge' },
} as const satisfies Record<string, { readonly on: readonly Operation[]; readonly does: string }>;

/** The name of a fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

/**
 * A fault asked for by a test or by a subscriber of the table. Unset options have the default named in
 * `FAULT_KINDS`; several faults that match one call are combined, and a later one wins.
 */
export interface FaultRequest {
  readonly operation: Operation;
  readonly kind: FaultKind;
  /** How many calls it meets; unlimited when left out. A subscriber's: the first lookups of an order. */
  readonly times?: number;
  /** Only calls about this subscriber. */
  readonly username?: string;
  /** Only calls that name this reference. */
  readonly reference?: string;
  /** Milliseconds, at most ten minutes: the wait, silence or drip of the kind. */
  readonly delayMs?: number;
  readonly httpStatus?: number;
  /** Error code, for `error`. */
  readonly code?: string;
  readonly message?: string;
  readonly details?: string | Readonly<Record<string, unknown>>;
  /** `error` with nothing but `error_code` and `message`. */
  readonly bare?: boolean;
  /** For the kinds that answer instead of working (`error`, `status`, `html` ...): do the work first. */
  readonly charged?: boolean;
  readonly state?: string;
  /** The `status` flag beside the state, to prove that clients read the state. */
  readonly statusFlag?: boolean;
  /** The state a queued (or processing) order takes by itself. */
  readonly decideState?: string;
  /** Decimal text in NPR, such as `"999.00"`. */
  readonly amount?: string;
  readonly location?: string;
  readonly sizeBytes?: number;
  /** For `refund`: what the lookup's `refunded` flag says; by default, whether all of it came back. */
  readonly refundedFlag?: boolean;
}
