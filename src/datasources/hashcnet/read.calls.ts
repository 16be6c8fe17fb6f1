import type { CallDeps } from './call.js';
import type { Hashcnet, SubscriberKey } from './hashcnet.js';
import type { CreditsOutcome, DetailsOutcome, ReadFailure } from './outcome.js';
import { readAnswer } from './read.exchange.js';
import type { Breaker } from './transport/breaker.js';
import { isTimeout, isUnreadable } from './transport/cause.js';
import { CREDITS_PATH, readCredits, writeCredits } from './wire/credits.wire.js';
import { DETAILS_PATH, readDetails, writeDetails } from './wire/details.wire.js';
import { failRead } from './wire/error.wire.js';

interface ReadDeps extends CallDeps {
  readonly newReference: () => string;
  /** For these two only: lookups are paced already, and a renewal waits for them. */
  readonly breaker: Breaker;
}

/** Makes the reads whose failure a client may see: `details` and `credits` (upstream.md sections 1, 5 and 6). */
export function createReads(deps: ReadDeps): Pick<Hashcnet, 'details' | 'credits'> {
  return {
    details: (key) => deps.observer.watch('details', () => fetchDetails(deps, key)),
    credits: () => deps.observer.watch('credits', () => fetchCredits(deps)),
  };
}

function fetchDetails(deps: ReadDeps, key: SubscriberKey): Promise<DetailsOutcome> {
  return readAnswer<DetailsOutcome>(deps, {
    // A reference is used once, also by a try that failed (upstream.md, "Rules for every call").
    write: () => ({
      method: 'POST',
      path: DETAILS_PATH,
      body: writeDetails(key, { token: deps.token.reveal(), reference: deps.newReference() }),
    }),
    read: (answer) => readDetails(answer, { clean: deps.clean, warn: deps.observer.warn }),
    fail: failOf,
    isUndecided: (outcome) => outcome.kind === 'unavailable',
    breaker: deps.breaker,
  });
}

function fetchCredits(deps: ReadDeps): Promise<CreditsOutcome> {
  return readAnswer<CreditsOutcome>(deps, {
    write: () => ({ method: 'GET', path: CREDITS_PATH, body: writeCredits(deps.token.reveal()) }),
    read: (answer) => readCredits(answer, deps.clean),
    fail: failOf,
    isUndecided: (outcome) => outcome.kind === 'unavailable',
    breaker: deps.breaker,
  });
}

/** An answer that began and broke off, or was no answer, differs from none at all only when time was not the reason. */
function failOf(cause: string, isAnswered: boolean): ReadFailure {
  const isUnfit = isUnreadable(cause) || (isAnswered && !isTimeout(cause));
  return failRead(isUnfit ? 'invalid_response' : 'unavailable', cause);
}
