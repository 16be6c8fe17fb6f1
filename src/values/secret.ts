import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

const MASK = '[secret]';

/**
 * A value that cannot be printed by accident: string conversion, JSON and `console.log` all show a mask.
 * Only `reveal()` gives the value, so every place that uses it can be found by that word.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /** Sixteen hex digits that tell two secrets apart without telling either. */
  fingerprint(): string {
    return createHash('sha256').update(`fingerprint:${this.#value}`).digest('hex').slice(0, 16);
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
