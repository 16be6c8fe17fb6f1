import type { Receipt } from '../outcome.js';
import { readCode, readDecimal } from './fields.js';
import type { JsonObject } from './json.js';
import type { CleanText } from './text.js';

/** What a commit that was taken says of itself (upstream.md section 2); credits keep the text they were written with. */
export function readReceipt(body: JsonObject, clean: CleanText): Receipt {
  const providerId = readCode(body.get('id'));
  return {
    providerId: providerId === null ? null : clean(providerId, providerId.length),
    creditsConsumed: readDecimal(body.get('credits_consumed')),
    creditsAvailable: readDecimal(body.get('credits_available')),
  };
}
