import type { CommitOutcome, LookupOutcome } from '../datasources/hashcnet/outcome.js';

/** What `settle` is given: an observation, with what is needed to weigh it. */
export type Evidence =
  | { readonly kind: 'commit'; readonly outcome: CommitOutcome }
  | {
      readonly kind: 'lookup';
      readonly outcome: LookupOutcome;
      /** When the question left: what was true then may have changed since. */
      readonly askedAtMs: number;
      /** The claim under which it was asked; evidence of a lost claim is dropped. */
      readonly fence: number;
      readonly tokenFingerprint: string;
    }
  /** A delivery report: unsigned, so it moves the next lookup and nothing else (upstream.md section 4). */
  | { readonly kind: 'report' };
