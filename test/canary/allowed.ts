/** The fields that are meant to carry a marked value; a mark anywhere else is a leak. One line each, with why. */
export const ALLOWED: readonly { readonly mark: string; readonly place: RegExp; readonly why: string }[] = [
  { mark: 'customerName', place: /^answer .*\.customerName$/, why: 'what an authorised caller asked for' },
  { mark: 'username', place: /^answer .*\.username$/, why: "the caller's own word, or its own renewal's" },
  { mark: 'username', place: /^answer .*\.offers\.id$/, why: 'an offer is signed, not sealed' },
  { mark: 'sessionId', place: /^answer .*\.offers\.id$/, why: 'an offer is signed, not sealed' },
  { mark: 'idempotencyKey', place: /^answer .*\.idempotencyKey$/, why: "the caller's own renewal's" },
  {
    mark: 'vendorText',
    place: /^answer .*\.message$/,
    why: "the provider's words on a refusal, cleaned and cut",
  },
  {
    mark: 'username',
    place: /^answer .*\.message$/,
    why: "the provider's words may name whom the caller named",
  },
  { mark: 'username', place: /^ledger (?:renewals\.username$|file )/, why: 'whose renewal it is' },
  { mark: 'sessionId', place: /^ledger (?:renewals\.session_id$|file )/, why: 'one session is one purchase' },
  {
    mark: 'idempotencyKey',
    place: /^ledger (?:renewals\.idempotency_key$|file )/,
    why: 'one key is one purchase',
  },
  {
    mark: 'vendorText',
    place: /^ledger (?:renewals\.failure_message$|file )/,
    why: 'what the caller is told again',
  },
  {
    mark: 'username',
    place: /^ledger (?:renewals\.failure_message$|file )/,
    why: 'what the caller is told again',
  },
  {
    mark: 'vendorText',
    place: /^ledger (?:events\.message$|file )/,
    why: 'what the provider answered, for people',
  },
  {
    mark: 'username',
    place: /^ledger (?:events\.message$|file )/,
    why: 'what the provider answered, for people',
  },
];
