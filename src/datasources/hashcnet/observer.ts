import type { Clock } from '../../values/clock.js';
import type { WireWarning } from './wire/warning.js';

type HashcnetOperation = 'details' | 'commit' | 'lookup' | 'bulk_lookup' | 'credits';

/** One finished call, for metrics and the log: no reference, no username, no secret. */
export interface CallObservation {
  readonly operation: HashcnetOperation;
  readonly durationMs: number;
  /** The outcome's kind; a bulk lookup's is `answered` or `unanswered`. */
  readonly outcome: string;
  /** The vendor's error code, an HTTP status or a network code; null when there is nothing to explain. */
  readonly cause: string | null;
}

export interface HashcnetObservers {
  readonly onCall?: (observation: CallObservation) => void;
  readonly onWarning?: (warning: WireWarning) => void;
}

export interface Observer {
  /** Runs a call and reports how it went. */
  watch<T extends { readonly kind: string }>(
    operation: HashcnetOperation,
    call: () => Promise<T>,
  ): Promise<T>;
  warn(kind: WireWarning['kind'], detail: string): void;
}

/** Passes on what happens. An observer that throws cannot change what became of a call. */
export function createObserver({ onCall, onWarning }: HashcnetObservers, clock: Clock): Observer {
  return {
    watch: async (operation, call) => {
      const startedAtMs = clock.nowMs();
      const outcome = await call();
      const durationMs = Math.max(0, clock.nowMs() - startedAtMs);
      const cause = 'cause' in outcome && typeof outcome.cause === 'string' ? outcome.cause : null;
      shield(() => onCall?.({ operation, durationMs, outcome: outcome.kind, cause }));
      return outcome;
    },
    warn: (kind, detail) => shield(() => onWarning?.({ kind, detail })),
  };
}

function shield(report: () => void): void {
  try {
    report();
  } catch {
    // A purchase must not hang on its metrics.
  }
}
