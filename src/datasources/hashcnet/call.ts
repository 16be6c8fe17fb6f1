import type { Clock } from '../../values/clock.js';
import type { Secret } from '../../values/secret.js';
import type { Observer } from './observer.js';
import type { ExchangeDeps } from './transport/exchange.js';
import type { Gate } from './transport/gate.js';
import type { CleanText } from './wire/text.js';

/** What every call of the data source is made with. */
export interface CallDeps {
  readonly token: Secret;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observer: Observer;
  readonly clean: CleanText;
  readonly gate: Gate;
  readonly exchange: ExchangeDeps;
}

/** A reference goes into a URL path: letters and digits, at most 50 (upstream.md, "Rules for every call"). */
export function isReference(text: string): boolean {
  return /^[A-Za-z0-9]{1,50}$/.test(text);
}
