import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Gateway } from '../../shared/api/gateway.js';
import { createMemory, type Memory } from './memory.js';

/** Asking again by itself: when, whether, and what is remembered meanwhile. */
export interface Refresh {
  readonly gateway: Gateway;
  readonly memory: Memory;
  /** Counts the rounds in which what is on the screen is read again by itself. */
  readonly round: number;
  /** Counts how often a person asked for that. */
  readonly asked: number;
  readonly isPaused: boolean;
  readonly togglePause: () => void;
  readonly refreshNow: () => void;
}

const RefreshContext = createContext<Refresh | null>(null);

const REFRESH_SECONDS = 15;
const ITEM = 'hashcnet.console.paused';

interface RefreshProviderProps {
  readonly gateway: Gateway;
  readonly storage: Storage | null;
  readonly children: ReactNode;
}

/** Make a new one for each person who signs in: nothing that one has seen is shown to another. */
export function RefreshProvider({ gateway, storage, children }: RefreshProviderProps) {
  const [memory] = useState(createMemory);
  const [round, setRound] = useState(0);
  const [asked, setAsked] = useState(0);
  const [isPaused, setPaused] = useState(() => storage?.getItem(ITEM) === 'yes');
  useEffect(() => (isPaused ? undefined : beatWhileSeen(() => setRound((count) => count + 1))), [isPaused]);
  const refresh = useMemo<Refresh>(
    () => ({
      gateway,
      memory,
      round,
      asked,
      isPaused,
      togglePause() {
        storage?.setItem(ITEM, isPaused ? 'no' : 'yes');
        setPaused(!isPaused);
      },
      refreshNow: () => setAsked((count) => count + 1),
    }),
    [gateway, memory, round, asked, isPaused, storage],
  );
  return <RefreshContext value={refresh}>{children}</RefreshContext>;
}

export function useRefresh(): Refresh {
  const refresh = useContext(RefreshContext);
  if (refresh === null) throw new Error('there is no RefreshProvider above this');
  return refresh;
}

/** A page that nobody looks at asks for nothing, and asks at once when it is looked at again. */
function beatWhileSeen(onBeat: () => void): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) onBeat();
  }, REFRESH_SECONDS * 1000);
  const onVisible = () => {
    if (!document.hidden) onBeat();
  };
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
