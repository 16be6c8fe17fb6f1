import type { Receipt } from '../outcome.js';
import { readCode, readDecimal } from './fields.js';
import { fieldOf, type JsonObject } from './json.js';
import type { CleanText } from './text.js';

/** What a commit that was taken says of itself (upstream.md section 2); credits keep the text they were written with. */
export function readReceipt(body: JsonObject, clean: CleanText): Receipt {
  const providerId = readCode(fieldOf(body, 'id'));
  return {
    providerId: providerId === null ? null : clean(providerId, providerId.length),
    creditsConsumed: readDecimal(fieldOf(body, 'credits_consumed')),
    creditsAvailable: readDecimal(fieldOf(body, 'credits_available')),
  };
}
