import { useCallback, useEffect, useRef, useState } from 'react';
import type { Fault } from '../../shared/api/fault.js';
import { pauseAfter } from './pauses.js';
import { isOpen, type Purchase } from './purchase.js';
import type { Pursuit, Trouble } from './pursue.js';
import { type PursuitDeps, pursueKept } from './pursue-kept.js';

export interface PursuitState {
  readonly isAsking: boolean;
  /** What kept the last try from an answer. */
  readonly fault: Fault | null;
  readonly trouble: Trouble;
  /** Asks now instead of after the pause. */
  readonly askNow: () => void;
}

type Outcome = Pick<Pursuit, 'fault' | 'trouble'>;
const NOTHING_YET: Outcome = { fault: null, trouble: null };

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
