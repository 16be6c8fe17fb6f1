import { useCallback, useEffect, useRef, useState } from 'react';
import type { Fault } from '../../shared/api/fault.js';
import type { Gateway } from '../../shared/api/gateway.js';
import { pauseAfter } from './pauses.js';
import { isOpen, type Purchase } from './purchase.js';
import { PurchaseNotKeptError, type PurchaseStore } from './purchase-store.js';
import { type Pursuit, pursue } from './pursue.js';

export interface PursuitState {
  readonly isAsking: boolean;
  /** What kept the last try from an answer. */
  readonly fault: Fault | null;
  readonly isUnknown: boolean;
  /** Asks now instead of after the pause. */
  readonly askNow: () => void;
}

interface PursuitDeps {
  readonly store: PurchaseStore;
  readonly gateway: Gateway;
  readonly sender: string;
}

type Outcome = Pick<Pursuit, 'fault' | 'isUnknown'>;
const NOTHING_YET: Outcome = { fault: null, isUnknown: false };

/**
 * Follows a purchase for as long as it is looked at: at once, then after pauses that grow, and whenever the page comes back
 * to sight or to the network. A finished one is asked after once, for a refund.
 */
export function usePursuit(purchase: Purchase, { store, gateway, sender }: PursuitDeps): PursuitState {
  const { key } = purchase;
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState(NOTHING_YET);
  const wake = useRef(() => {});
  // A purchase that is confirmed anew is begun anew.
  const { confirmedAtMs } = purchase;

  useEffect(() => {
    // Named for what restarts the effect.
    void confirmedAtMs;
    let isWatched = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let tries = 0;
    let isUnderWay = false;

    async function ask(): Promise<void> {
      if (isUnderWay || !isWatched) return;
      const current = store.find(key);
      if (current === null) return;
      clearTimeout(timer);
      isUnderWay = true;
      setAsking(true);
      const pursuit = await pursueKept(current, { store, gateway, sender });
      isUnderWay = false;
      tries += 1;
      if (!isWatched) return;
      setAsking(false);
      setOutcome(pursuit);
      const pauseMs = isOpen(pursuit.purchase) ? pauseAfter(tries, pursuit.fault) : null;
      if (pauseMs !== null) timer = setTimeout(askInSight, pauseMs);
    }

    /** A page that nobody sees asks when it is seen again. */
    function askInSight(): void {
      if (document.visibilityState === 'visible') void ask();
    }

    function wakeUp(): void {
      const current = store.find(key);
      if (current !== null && isOpen(current)) askInSight();
    }

    wake.current = () => void ask();
    void ask();
    window.addEventListener('online', wakeUp);
    document.addEventListener('visibilitychange', wakeUp);
    return () => {
      isWatched = false;
      clearTimeout(timer);
      window.removeEventListener('online', wakeUp);
      document.removeEventListener('visibilitychange', wakeUp);
    };
  }, [key, confirmedAtMs, store, gateway, sender]);

  const askNow = useCallback(() => wake.current(), []);
  return { ...outcome, isAsking, askNow };
}

/** Keeps what a try has learnt, unless another tab has gone on meanwhile and the news is about an older order. */
async function pursueKept(purchase: Purchase, { store, gateway, sender }: PursuitDeps): Promise<Pursuit> {
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
      return { purchase, fault: { kind: 'unreachable' }, isUnknown: false };
    }
    throw error;
  }
}
