import type { CreditsOutcome } from '../outcome.js';
import { failRead, isErrorBody, readFailure } from './error.wire.js';
import { readDecimal } from './fields.js';
import { fieldOf, parseJsonObject } from './json.js';
import type { CleanText } from './text.js';

export const CREDITS_PATH = '/api/balance';

/** The body of a balance call, which is a GET (upstream.md section 5). */
export function writeCredits(token: string): string {
  return JSON.stringify({ token });
}

/** The reseller's credit, as the exact texts the upstream wrote (upstream.md section 5). */
export function readCredits(
  answer: { readonly statusCode: number; readonly text: string },
  clean: CleanText,
): CreditsOutcome {
  const body = parseJsonObject(answer.text);
  if (body === null && answer.statusCode === 200) return failRead('invalid_response', 'NOT_JSON');
  if (body === null || answer.statusCode !== 200 || isErrorBody(body, clean)) {
    return readFailure(answer.statusCode, body, clean);
  }
  const consumed = readDecimal(fieldOf(body, 'credits_consumed'));
  const available = readDecimal(fieldOf(body, 'credits_available'));
  if (consumed === null || available === null) {
    return failRead('invalid_response', 'UNREADABLE_CREDITS');
  }
  return { kind: 'found', consumed, available };
}
