import {
  RenewalDocument,
  type RenewalFactsFragment,
  RenewalsDocument,
  RenewDocument,
  type RenewMutation,
} from '../../../client/generated/graphql.js';
import { type Fault, isRefusedWith } from '../../shared/api/fault.js';
import type { Gateway } from '../../shared/api/gateway.js';
import { noteRefusal, noteRenewal, noteSend, type Purchase, type Refusal } from './purchase.js';

/**
 * `unknown`: the service shows nothing of it, which belongs to another sign-in perhaps, or to books that are gone.
 * `not-kept`: the browser had no room to note that an order leaves, so none did.
 */
export type Trouble = 'unknown' | 'not-kept' | null;

/** What one try has led to. */
export interface Pursuit {
  readonly purchase: Purchase;
  /** What kept the try from an answer. */
  readonly fault: Fault | null;
  readonly trouble: Trouble;
}

export interface PursueDeps {
  readonly gateway: Gateway;
  /** Keeps what is about to leave. @throws PurchaseNotKeptError, and it does not leave. */
  readonly keep: (purchase: Purchase) => void;
  /** Tells one sign-in from another. */
  readonly sender: string;
}

/**
 * Asks once what has become of a purchase: sends its order, again with the same key if need be, or reads it where the
 * service has recorded it. Only the service's own word ends it.
 */
export async function pursue(purchase: Purchase, deps: PursueDeps): Promise<Pursuit> {
  switch (purchase.stage.kind) {
    case 'sending':
      return send(purchase, deps);
    case 'made':
      return read(purchase, purchase.stage.renewal, deps);
    case 'not-made':
      return plain(purchase);
  }
}

async function send(before: Purchase, deps: PursueDeps): Promise<Pursuit> {
  const purchase = noteSend(before, deps.sender);
  deps.keep(purchase);
  const { offerId } = purchase.terms;
  const { data, fault } = await deps.gateway.ask(RenewDocument, { offerId, idempotencyKey: purchase.key });
  if (fault !== null) {
    const refusal = readFinalFault(fault);
    return refusal === null ? plain(purchase, fault) : refuse(purchase, { refusal, other: null }, deps);
  }
  return absorb(purchase, data.renew, deps);
}

function absorb(
  purchase: Purchase,
  payload: RenewMutation['renew'],
  deps: PursueDeps,
): Promise<Pursuit> | Pursuit {
  const { renewal, problem } = payload;
  // Whatever is wrong with the offer: this is what the key has made.
  if (renewal?.idempotencyKey === purchase.key) return plain(noteRenewal(purchase, renewal));
  if (problem !== null) return refuse(purchase, { refusal: problem.code, other: renewal }, deps);
  return renewal === null ? plain(purchase, { kind: 'unreachable' }) : plain(noteRenewal(purchase, renewal));
}

/** Faults by which the service says that this order made nothing, and that the same order never will. */
function readFinalFault(fault: Fault): Refusal | null {
  if (isRefusedWith(fault, 'FORBIDDEN')) return 'FORBIDDEN';
  return isRefusedWith(fault, 'BAD_USER_INPUT') ? 'BAD_USER_INPUT' : null;
}

interface Refused {
  readonly refusal: Refusal;
  readonly other: RenewalFactsFragment | null;
}

/**
 * A refusal of the first order is the service's word that nothing was made. After orders without an answer it speaks of the
 * last one only: the key is looked for in the service's own list before the purchase is given up.
 */
async function refuse(purchase: Purchase, { refusal, other }: Refused, deps: PursueDeps): Promise<Pursuit> {
  if (purchase.sends === 1) return plain(noteRefusal(purchase, refusal, other));
  const { slug, username } = purchase.terms;
  const { data, fault } = await deps.gateway.ask(RenewalsDocument, {
    filter: { slug, username },
    first: 100,
  });
  if (fault !== null) return plain(purchase, fault);
  const { edges, pageInfo } = data.renewals;
  const found = edges.find(({ node }) => node.idempotencyKey === purchase.key);
  if (found !== undefined) return plain(noteRenewal(purchase, found.node));
  // An order that left under another sign-in is another client's, perhaps: its purchases are not in this list.
  const isAllOurs = purchase.senders.length === 1 && !pageInfo.hasNextPage;
  return isAllOurs
    ? plain(noteRefusal(purchase, refusal, other))
    : { purchase, fault: null, trouble: 'unknown' };
}

async function read(purchase: Purchase, known: RenewalFactsFragment, deps: PursueDeps): Promise<Pursuit> {
  const { data, fault } = await deps.gateway.ask(RenewalDocument, { id: known.id });
  if (fault !== null) return plain(purchase, fault);
  if (data.renewal === null) return { purchase, fault: null, trouble: 'unknown' };
  const { events: _events, ...facts } = data.renewal;
  return plain(noteRenewal(purchase, facts));
}

function plain(purchase: Purchase, fault: Fault | null = null): Pursuit {
  return { purchase, fault, trouble: null };
}
