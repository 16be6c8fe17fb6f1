import type { SubscriberKey } from '../hashcnet.js';
import type { DetailsOutcome, SubscriberDetails } from '../outcome.js';
import { readCleanCode, readTitle } from './clean-fields.js';
import { failRead, isErrorBody, readFailure } from './error.wire.js';
import { readFlag, readWholeNumber } from './fields.js';
import { fieldOf, type JsonObject, parsePricedJsonObject } from './json.js';
import { readPlans } from './plans.wire.js';
import type { CleanText } from './text.js';
import type { WarnOf } from './warning.js';

export const DETAILS_PATH = '/api/servicegroup/details/hashcnet-v2/';

/** The body of a details call (upstream.md section 1). */
export function writeDetails(key: SubscriberKey, credentials: { token: string; reference: string }): string {
  return JSON.stringify({
    token: credentials.token,
    reference: credentials.reference,
    username: key.username,
    service_slug: key.slug,
  });
}

/** What a details answer says (upstream.md sections 1 and 6). */
export function readDetails(
  answer: { readonly statusCode: number; readonly text: string },
  tools: { readonly clean: CleanText; readonly warn: WarnOf },
): DetailsOutcome {
  const body = parsePricedJsonObject(answer.text);
  if (body === null || answer.statusCode !== 200 || isErrorBody(body, tools.clean)) {
    return body === null && answer.statusCode === 200
      ? failRead('invalid_response', 'NOT_JSON')
      : readFailure(answer.statusCode, body, tools.clean);
  }
  return readSubscriber(body, tools);
}

function readSubscriber(body: JsonObject, tools: { clean: CleanText; warn: WarnOf }): DetailsOutcome {
  const { clean } = tools;
  const sessionId = readCleanCode(fieldOf(body, 'session_id'), clean);
  if (sessionId === null) return failRead('invalid_response', 'NO_SESSION_ID');
  const currentPlan = readTitle(fieldOf(body, 'current_plan'), clean) || null;
  const plans = readPlans(body, currentPlan, tools);
  if (plans === null) return failRead('invalid_response', 'UNREADABLE_PLANS');
  if (!plans.some((plan) => plan.durations.length > 0))
    return failRead('invalid_response', 'NO_PRICED_DURATION');
  const details: SubscriberDetails = {
    customerName: readTitle(fieldOf(body, 'customer_name'), clean),
    currentPlan,
    daysRemaining: readWholeNumber(fieldOf(body, 'days_remaining')),
    hasDue: flagOr(false, 'has_due', body, tools.warn),
    // Upstream refuses an advance payment it does not take, so a missing field need not stop a sale here.
    acceptsAdvancePayment: flagOr(true, 'accept_advance_payment', body, tools.warn),
    sessionId,
    plans,
  };
  return { kind: 'found', details };
}

function flagOr(fallback: boolean, field: string, body: JsonObject, warn: WarnOf): boolean {
  const value = fieldOf(body, field);
  const flag = readFlag(value);
  if (flag === null && value !== undefined && value !== null) warn('unreadable_flag', field);
  return flag ?? fallback;
}
