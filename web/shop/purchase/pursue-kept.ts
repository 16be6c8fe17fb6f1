import type { Gateway } from '../../shared/api/gateway.js';
import type { Purchase } from './purchase.js';
import { PurchaseNotKeptError, type PurchaseStore } from './purchase-store.js';
import { type Pursuit, pursue } from './pursue.js';

export interface PursuitDeps {
  readonly store: PurchaseStore;
  readonly gateway: Gateway;
  /** Tells one sign-in from another. */
  readonly sender: string;
}

/**
 * One try, and what it has learnt is kept, unless another tab has gone on meanwhile: a refusal of an older order says nothing
 * about a newer one.
 */
export async function pursueKept(
  purchase: Purchase,
  { store, gateway, sender }: PursuitDeps,
): Promise<Pursuit> {
  try {
    const pursuit = await pursue(purchase, { gateway, sender, keep: store.keep });
    const isNews = pursuit.purchase.stage !== purchase.stage;
    const isOutrun =
      pursuit.purchase.stage.kind === 'not-made' &&
      store.find(purchase.key)?.sends !== pursuit.purchase.sends;
    if (isNews && !isOutrun) store.keep(pursuit.purchase);
    return pursuit;
  } catch (error) {
    // Nothing has left. A store that filled up may have room again.
    if (error instanceof PurchaseNotKeptError) {
      return { purchase, fault: null, trouble: 'not-kept' };
    }
    throw error;
  }
}
