import type { CommitOutcome, CreditsOutcome, DetailsOutcome, LookupOutcome } from './outcome.js';

/** What is asked of a details call: one subscriber of one ISP. */
export interface SubscriberKey {
  readonly slug: string;
  readonly username: string;
}

/** A commit as the upstream wants it (upstream.md section 2). */
export interface CommitOrder {
  readonly reference: string;
  readonly sessionId: string;
  /** Null leaves the field out: a current plan that no package carries. */
  readonly packageCode: string | null;
  readonly durationCode: string;
  readonly amountPaisa: number;
  /**
   * No byte may leave after this instant (Unix ms), even if the process slept in between: what is sent later could be
   * charged after lookups have already concluded that it never was.
   */
  readonly sendBeforeMs: number;
}

/**
 * The upstream as the service sees it. Every answer is a value, never an exception: whatever happens on the wire comes
 * back as one of the outcomes. Each call ends within the configured deadline.
 */
export interface Hashcnet {
  /** Which token the calls are made with; stored with each renewal. */
  readonly tokenFingerprint: string;
  /** One attempt of a call ends within this time, retries included. */
  readonly timeoutMs: number;
  details(key: SubscriberKey): Promise<DetailsOutcome>;
  /** Sends the order once; again under the same reference only while no byte of it has left. */
  commit(order: CommitOrder): Promise<CommitOutcome>;
  lookup(reference: string): Promise<LookupOutcome>;
  /** Outcomes by reference; a reference that the answer does not name is `unanswered`. At most 50 references. */
  bulkLookup(references: readonly string[]): Promise<ReadonlyMap<string, LookupOutcome>>;
  credits(): Promise<CreditsOutcome>;
  /** How the way to the upstream is now, for metrics and readiness. */
  state(): HashcnetState;
  close(): Promise<void>;
}

export interface HashcnetState {
  /** The breaker's, on reads: `open` refuses them for a moment, `half_open` tries one. */
  readonly breaker: 'closed' | 'half_open' | 'open';
  /** Calls that are under way or wait for a connection. */
  readonly readsUnderWay: number;
  readonly commitsUnderWay: number;
}
