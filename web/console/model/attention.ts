/**
 * Why a renewal was flagged. The API tells it in the trail only, in the words of src/renewals/attention.ts; a test holds
 * the two together.
 */
const REASONS = {
  'open for a day without a decision': 'openTooLong',
  'the provider names another amount than was ordered': 'amountMismatch',
  'the provider says refunded, but not how much': 'refundUnclear',
  'not found under the present token; another token sent it': 'tokenChanged',
  'the provider knew the order before and now does not': 'vanished',
  'later news contradicts the settled status': 'contradiction',
} as const;

export type AttentionReason = (typeof REASONS)[keyof typeof REASONS] | 'unknown';

interface Event {
  readonly type: string;
  readonly message?: string | null | undefined;
}

/** The latest flag counts; `unknown` for words this page does not know yet. */
export function findAttentionReason(events: readonly Event[]): AttentionReason {
  const message = events.findLast(({ type }) => type === 'FLAGGED')?.message ?? '';
  return isKnown(message) ? REASONS[message] : 'unknown';
}

function isKnown(message: string): message is keyof typeof REASONS {
  return Object.hasOwn(REASONS, message);
}
