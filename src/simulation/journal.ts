import type { CommitOrder } from '../datasources/hashcnet/hashcnet.js';
import type { CommitOutcome, LookupOutcome } from '../datasources/hashcnet/outcome.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { RenewProblemCode } from '../renewals/renew.js';
import type { IncidentKind } from './incident.js';

/** Who asks upstream: the reconciler on its own account, or a reader (`renewal`, `checkRenewal`) on a client's. */
export type AskOrigin = 'reconcile' | 'reader';

/** One thing that happened. `by` is a replica and its life, such as "B2". */
export type EntryBody =
  | { readonly kind: 'recorded'; readonly by: string; readonly renewal: RenewalRecord }
  | {
      readonly kind: 'claimed';
      readonly by: string;
      readonly origin: AskOrigin;
      readonly before: RenewalRecord;
      readonly after: RenewalRecord;
    }
  | {
      readonly kind: 'saved';
      readonly by: string;
      /** The version that the writer had read. */
      readonly readVersion: number;
      readonly before: RenewalRecord;
      readonly after: RenewalRecord;
    }
  /** Bytes of an order have left. */
  | { readonly kind: 'sent'; readonly by: string; readonly order: CommitOrder }
  /** The order's answer, as its sender heard it. */
  | {
      readonly kind: 'answered';
      readonly by: string;
      readonly reference: string;
      readonly outcome: CommitOutcome;
    }
  /** Upstream has taken the order in, for this amount and under this token. */
  | {
      readonly kind: 'arrived';
      readonly reference: string;
      readonly amountPaisa: number;
      readonly token: string;
    }
  /** Money is taken. Contrary: after upstream itself had called the order failed. */
  | { readonly kind: 'charged'; readonly reference: string; readonly isContrary: boolean }
  /** `refundedPaisa`: all that has been given back so far. Contrary: a refund was taken back. */
  | {
      readonly kind: 'refunded';
      readonly reference: string;
      readonly refundedPaisa: number;
      readonly isContrary: boolean;
    }
  /** The order has failed; `isContrary` when it had succeeded before, and the money is back. */
  | { readonly kind: 'declined'; readonly reference: string; readonly isContrary: boolean }
  | {
      readonly kind: 'asked';
      readonly by: string;
      readonly origin: AskOrigin;
      readonly askId: number;
      readonly reference: string;
      readonly token: string;
      /** One of many in one call. */
      readonly isBulk: boolean;
    }
  | { readonly kind: 'heard'; readonly by: string; readonly askId: number; readonly outcome: LookupOutcome }
  /** A delivery report comes in. */
  | { readonly kind: 'report_came'; readonly by: string; readonly reference: string }
  /** A delivery report that came at `sinceMs` was taken: its sender was answered. */
  | { readonly kind: 'reported'; readonly by: string; readonly reference: string; readonly sinceMs: number }
  /** A client asks to buy. */
  | {
      readonly kind: 'called';
      readonly by: string;
      readonly callId: number;
      readonly client: string;
      readonly idempotencyKey: string;
      /** What is bought, sessions aside: see `purchaseOf`. */
      readonly purchase: string;
    }
  /** A client is given an answer; `callId` is null when it had asked to read. */
  | {
      readonly kind: 'told';
      readonly by: string;
      readonly callId: number | null;
      readonly client: string;
      readonly renewal: RenewalRecord | null;
      readonly problem: RenewProblemCode | null;
      readonly replayed: boolean;
    }
  /** A client that knows this renewal's id was told that there is none. */
  | { readonly kind: 'denied'; readonly by: string; readonly client: string; readonly id: string }
  /** The ledger is gone for good and starts empty. */
  | { readonly kind: 'ledger_lost' }
  | {
      readonly kind: 'incident';
      readonly what: IncidentKind;
      readonly by: string;
      readonly reference: string | null;
      readonly detail: string;
    }
  /** All is quiet: what is left is what stays. */
  | { readonly kind: 'ended' };

export type Entry = EntryBody & { readonly atMs: number };
export type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

/** What is bought, sessions aside: the simulation's own reading of "the same purchase", not the service's. */
export function purchaseOf(
  terms: Pick<
    RenewalRecord,
    'slug' | 'username' | 'planTitle' | 'packageCode' | 'durationCode' | 'amountPaisa'
  >,
): string {
  const { slug, username, planTitle, packageCode, durationCode, amountPaisa } = terms;
  return `${slug}/${username}/${planTitle}/${packageCode}/${durationCode}/${amountPaisa}`;
}

/** The append-only journal of one seed. Each entry is shown to the listener before the next thing happens. */
export interface Journal {
  readonly entries: readonly Entry[];
  append(body: EntryBody): void;
}

export function createJournal(nowMs: () => number, listen: (entry: Entry) => void): Journal {
  const entries: Entry[] = [];
  return {
    entries,
    append(body) {
      const entry = body as { atMs: number } & EntryBody;
      entry.atMs = nowMs();
      entries.push(entry);
      listen(entry);
    },
  };
}
