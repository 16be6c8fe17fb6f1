import type { DlrAttempt, DlrFields } from './dlr-sender.js';
import type { FaultRequest, Operation } from './fault.js';
import type { Counted, ReceivedRequest } from './request-log.js';
import type { CommitKeys, SandboxSettings } from './sandbox-settings.js';

/** How a sandbox is started; everything has a default. */
export interface SandboxOptions {
  /** 127.0.0.1 */
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** `TEST:sandbox-token` */
  readonly token?: string;
  /** Tokens of other accounts, which see nothing of each other. */
  readonly otherTokens?: readonly string[];
  /** Where delivery reports go; none are sent without it. */
  readonly dlrUrl?: string;
  /** Waited before every upstream answer; 0. */
  readonly latencyMs?: number;
  readonly commitKeys?: CommitKeys;
  /** When a self-deciding order is decided, and a late charge arrives; 3000. */
  readonly decideAfterMs?: number;
  /** How long a details answer can be bought from; one hour. */
  readonly sessionTtlMs?: number;
  /** The id of the sample subscriber's first details answer, from which all others count up; the document's 6466. */
  readonly firstSessionId?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:4010`, without a slash at the end. */
  readonly url: string;
  readonly token: string;
  readonly control: SandboxControl;
  /** Stops, and ends open sockets at once. */
  close(): Promise<void>;
}

/** An order in the upstream's books. Amounts are decimal texts in NPR (`999.0`), times are ISO 8601. */
export interface TransactionRecord {
  readonly id: number;
  readonly reference: string;
  readonly username: string;
  readonly slug: string;
  readonly token: string;
  readonly amount: string;
  readonly at: string;
  readonly state: string;
  readonly isCharged: boolean;
  readonly refundedAmount: string;
}

/** Credits of an account as decimal texts in NPR. */
export interface CreditsRecord {
  readonly consumed: string;
  readonly available: string;
}

/** What arrived: how often by operation, and the latest 10,000 requests. */
export interface RequestsRecord {
  readonly counts: Readonly<Record<Counted, number>>;
  readonly received: readonly ReceivedRequest[];
}

/**
 * The strings behind the stage. Bad input throws an error that says what is wrong. A `refuse` fault stops
 * listening at once, for `delayMs` or until `clearFaults`, which resolves when connections are taken again.
 */
export interface SandboxControl {
  setFault(fault: FaultRequest): Promise<void>;
  clearFaults(): Promise<void>;
  faults(): FaultRequest[];
  /** Gives an order a state, and reports it to the DLR address; resolves when the report was answered. */
  decide(reference: string, state: string, details?: string): Promise<void>;
  /** Refunds some (decimal text) or all (null) of a charged order. */
  refund(reference: string, amount: string | null, remarks: string): void;
  /** Posts a delivery report, true or not, of any reference; undefined when no DLR address is set. */
  sendDlr(reference: string, overrides?: Partial<DlrFields>): Promise<DlrAttempt | undefined>;
  /** The delivery reports sent so far, the latest 10,000. */
  dlrs(): DlrAttempt[];
  /** The orders whose money is taken: successes and what is still held. A failed order gave it back. */
  charges(): TransactionRecord[];
  /** Every order that was recorded, under any token. */
  transactions(): TransactionRecord[];
  requests(): RequestsRecord;
  /** The highest number of calls served at once since the last reset. */
  maxInFlight(operation: Operation): number;
  /** The first token's credits, or another one's. */
  credits(token?: string): CreditsRecord;
  /** Sets the available credits to a decimal text. */
  setCredits(available: string, token?: string): void;
  settings(): SandboxSettings;
  changeSettings(changes: Partial<SandboxSettings>): void;
  setLatency(latencyMs: number): void;
  setDlrUrl(dlrUrl: string | undefined): void;
  /** Makes every session so far unusable. */
  expireSessions(): void;
  /** Back to how it started: no orders, sessions, faults or counts; plans are dropped. Session ids go on. */
  reset(): Promise<void>;
}
