/** One look at the upstream's figures: they were true at some instant from `askedAtMs` to `answeredAtMs`. */
export interface CreditsReading {
  readonly consumed: bigint;
  readonly available: bigint;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  /** Fingerprint of the token that asked. */
  readonly account: string;
}
