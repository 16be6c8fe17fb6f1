import type { DetailsWriter } from './details-shape.js';
import type { FaultRequest } from './fault.js';

/** One row of the table of subscribers. */
export interface Subscriber {
  /** At most 50 characters. */
  readonly username: string;
  /** What a client of the upstream sees. */
  readonly shows: string;
  /** How the sandbox does it. */
  readonly how: string;
  /** Its details answer, when that is not the plain one. */
  readonly details?: DetailsWriter;
  /** Faults that every call about it meets. */
  readonly faults?: readonly FaultRequest[];
}

type FaultOptions = Omit<FaultRequest, 'operation' | 'kind' | 'username' | 'reference'>;

/** A fault of the subscriber's details calls. */
export function onDetails(kind: FaultRequest['kind'], options: FaultOptions = {}): FaultRequest {
  return { operation: 'details', kind, ...options };
}

/** A fault of the subscriber's commits. */
export function onCommit(kind: FaultRequest['kind'], options: FaultOptions = {}): FaultRequest {
  return { operation: 'commit', kind, ...options };
}

/** A fault of lookups of the subscriber's orders; `times` counts the lookups of one order. */
export function onLookup(kind: FaultRequest['kind'], options: FaultOptions = {}): FaultRequest {
  return { operation: 'lookup', kind, ...options };
}
