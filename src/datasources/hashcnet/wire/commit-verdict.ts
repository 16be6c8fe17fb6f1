import type { CommitOutcome } from '../outcome.js';

/** A commit outcome before it is known when the order left. */
export type CommitVerdict = CommitOutcome extends infer Outcome
  ? Outcome extends CommitOutcome
    ? Omit<Outcome, 'sentAtMs'>
    : never
  : never;
