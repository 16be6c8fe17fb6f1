import { createOffers, type Offers } from '../renewals/offer.js';
import { createPolicy, type SettlementPolicy } from '../renewals/policy.js';
import { createReferences, type IntentKey } from '../renewals/purchase-identity.js';
import { Secret } from '../values/secret.js';
import type { IncidentKind } from './incident.js';
import type { Journal } from './journal.js';
import type { MemoryBook } from './memory-book.js';
import type { Plan } from './plan.js';
import { HOLD_TIME_MS, HORIZON_MS } from './promises.js';
import type { Random } from './random.js';
import type { Scheduler } from './scheduler.js';

/** The service's defaults (design.md, "What outside programs rely on"). */
export const POLICY: SettlementPolicy = createPolicy({
  holdTimeMs: HOLD_TIME_MS,
  notRecordedAfterMs: HORIZON_MS,
});

const secret = new Secret('a secret of the simulation, long enough');
/** Stateless, so all worlds share them. */
export const OFFERS: Offers = createOffers({ secret });
export const makeReference: (intent: IntentKey) => string = createReferences(secret);

/** What everything in one seed's world shares. */
export interface World {
  readonly random: Random;
  readonly plan: Plan;
  readonly scheduler: Scheduler;
  readonly journal: Journal;
  readonly book: MemoryBook;
  /** While true, things go wrong. */
  isTroubled: boolean;
  /** While true, the database answers nobody. */
  isLedgerOut: boolean;
  /** True with this probability, while there is trouble at all. */
  troubles(rate: number): boolean;
  /** True once the service has written down an answer that shows that upstream has the order. */
  isShown(reference: string): boolean;
  note(what: IncidentKind, by: string, about?: { reference?: string; detail?: string }): void;
  newId(): string;
}
