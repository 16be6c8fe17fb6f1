/**
 * The instant at which a call is over, its retries included. No `AbortSignal` unless something has to sleep by it: a signal with a listener is several
 * objects, and nearly every call ends without either.
 */
export class Deadline {
  readonly #timer: NodeJS.Timeout;
  #isPast = false;
  #onPast: (() => void) | null = null;
  #controller: AbortController | null = null;

  constructor(timeoutMs: number) {
    this.#timer = setTimeout(() => this.#pass(), timeoutMs);
  }

  get isPast(): boolean {
    return this.#isPast;
  }

  /** Aborts when the time is up. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isPast) this.#controller.abort();
    return this.#controller.signal;
  }

  /** Whom to tell when the time is up: the attempt under way, one at a time; null for none. */
  set onPast(listener: (() => void) | null) {
    this.#onPast = listener;
  }

  /** For a call that ended in time. Its timer would otherwise outlive it by the whole time allowed. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #pass(): void {
    this.#isPast = true;
    this.#controller?.abort();
    this.#onPast?.();
  }
}
