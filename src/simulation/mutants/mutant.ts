/** A realistic bug, to be sown into a copy of `src/`: the simulation must catch it. */
export interface Mutant {
  readonly name: string;
  /** Under `src/`. */
  readonly file: string;
  /** The text that makes way; it must occur exactly once, so that a changed source is noticed. */
  readonly find: string;
  readonly replace: string;
  /** What would go wrong in real life. */
  readonly harm: string;
}
