import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Fault } from '../../shared/api/fault.js';
import type { Answer } from '../../shared/api/gateway.js';
import type { Memory } from './memory.js';
import { useRefresh } from './refresh.js';

export interface Loaded<Data> {
  /** Null until something was read; what was read before while `fault` says why it could not be read again. */
  readonly data: Data | null;
  readonly fault: Fault | null;
  readonly isLoading: boolean;
  readonly readAtMs: number | null;
  /** Changes what is shown, such as by adding a page. */
  readonly update: (change: (data: Data) => Data) => void;
}

interface LoadOptions<Data> {
  /** What is asked for: another key is another question, and shows nothing of the one before. */
  readonly key: string;
  readonly load: () => Promise<Answer<Data>>;
  /** Puts a new reading over what is shown by then; unless told, it takes its place. */
  readonly combine?: (shown: Data | null, fresh: Data) => Data;
  /** Every how many rounds to read again by itself, given what there is; 0 is never. */
  readonly roundsBetween?: (data: Data) => number;
}

interface State<Data> {
  readonly key: string;
  readonly data: Data | null;
  readonly fault: Fault | null;
  readonly readAtMs: number | null;
}

/** Reads, remembers and reads again, one at a time. What is on the screen stays there until there is better. */
export function useLoaded<Data>({ key, load, combine, roundsBetween }: LoadOptions<Data>): Loaded<Data> {
  const { round, asked, memory } = useRefresh();
  const [state, setState] = useState(() => recall<Data>(memory, key));
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const reading = useRef<string | null>(null);
  const lastAsked = useRef(asked);
  const current = state.key === key ? state : recall<Data>(memory, key);
  if (state.key !== key) setState(current);

  const read = useEffectEvent(async (isAsked: boolean) => {
    if (reading.current === key || !(isAsked || isDue())) return;
    setReading(key);
    const answer = await load();
    if (reading.current === key) setReading(null);
    conclude(key, answer);
  });

  function isDue(): boolean {
    const { data, fault } = current;
    if (data === null || fault !== null) return true;
    const rounds = roundsBetween?.(data) ?? 1;
    return rounds > 0 && round % rounds === 0;
  }

  function setReading(next: string | null) {
    reading.current = next;
    setBusyWith(next);
  }

  /** An answer belongs to its question, whatever has been asked since. */
  function conclude(question: string, answer: Answer<Data>) {
    setState((shown) => {
      if (answer.fault !== null) return shown.key === question ? { ...shown, fault: answer.fault } : shown;
      const before = shown.key === question ? shown.data : recall<Data>(memory, question).data;
      const next = remember(question, combine?.(before, answer.data) ?? answer.data);
      return shown.key === question ? next : shown;
    });
  }

  function remember(question: string, data: Data): State<Data> {
    const readAtMs = Date.now();
    memory.write(question, { data, readAtMs });
    return { key: question, data, fault: null, readAtMs };
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round asks again, whatever its number.
  useEffect(() => {
    const isAsked = lastAsked.current !== asked;
    lastAsked.current = asked;
    void read(isAsked);
  }, [key, round, asked]);

  return {
    data: current.data,
    fault: current.fault,
    isLoading: busyWith === key,
    readAtMs: current.readAtMs,
    update: (change) =>
      setState((shown) =>
        shown.key === key && shown.data !== null ? remember(key, change(shown.data)) : shown,
      ),
  };
}

function recall<Data>(memory: Memory, key: string): State<Data> {
  const remembered = memory.read(key);
  return {
    key,
    // Whoever asks under a key is who wrote under it.
    data: (remembered?.data as Data | undefined) ?? null,
    fault: null,
    readAtMs: remembered?.readAtMs ?? null,
  };
}
