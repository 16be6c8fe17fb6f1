/** Why a person has to look at a renewal. Stored as its code. */
export const ATTENTION_REASONS = {
  OPEN_TOO_LONG: 'open for a day without a decision',
  AMOUNT_MISMATCH: 'the provider names another amount than was ordered',
  REFUND_UNCLEAR: 'the provider says refunded, but not how much',
  TOKEN_CHANGED: 'not found under the present token; another token sent it',
  VANISHED: 'the provider knew the order before and now does not',
  CONTRADICTION: 'later news contradicts the settled status',
} as const;

export type AttentionReason = keyof typeof ATTENTION_REASONS;

/** Flags about an order being undecided; a decision that agrees with the order lifts them. */
const LIFTED_BY_DECISION: ReadonlySet<string> = new Set<AttentionReason>([
  'OPEN_TOO_LONG',
  'TOKEN_CHANGED',
  'VANISHED',
]);

export function isLiftedByDecision(reason: string): boolean {
  return LIFTED_BY_DECISION.has(reason);
}
