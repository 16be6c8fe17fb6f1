import { listSpellings, type Spelling } from './spellings.js';

/** Letters that each encoding writes its own way, in values that may hold them. */
const ODD = '"<&/+%';

/** The part of a numbered sandbox subscriber's name that is this run's own (docs/sandbox.md). */
export const USERNAME_MARK = '771234567';
export const FIRST_SESSION_ID = 8_812_345_678_901;

export const MARKS = {
  upstreamToken: `TEST:cnry7token${ODD}9zQ`,
  apiKey: 'cnry7apikey-Kx29',
  operatorKey: 'cnry7operator-Kx30',
  wrongApiKey: `cnry7wrongkey${ODD}Kx31`,
  wrongBearer: `cnry7wrongbearer${ODD}Kx32`,
  offerSecret: `cnry7offersecret${ODD} of thirty-two characters`,
  previousSecret: `cnry7previoussecret${ODD} of thirty-two characters`,
  databasePassword: 'cnry7dbpassword-Kx33',
  faultySetting: `cnry7setting${ODD}Kx34`,
  crashText: 'cnry7crash-Kx35',
  username: USERNAME_MARK,
  customerName: 'Plain Subscriber (1001)',
  sessionId: String(FIRST_SESSION_ID).slice(0, 10),
  idempotencyKey: `cnry7idempotency${ODD}Kx36`,
  /** What the caller writes where it has no business: paths, forms, broken JSON, arguments of no kind. */
  callerText: `cnry7callertext${ODD}Kx37`,
  /** What the provider says of a refusal. */
  vendorText: 'cnry7vendortext-Kx38',
} as const;

/** A bearer token is only known once it is signed: it joins the list then. */
export function listMarks(extra: Readonly<Record<string, string>>): SoughtMark[] {
  return Object.entries({ ...MARKS, ...extra }).map(([kind, value]) => ({ kind, spellings: spell(value) }));
}

export interface SoughtMark {
  readonly kind: string;
  readonly spellings: readonly Spelling[];
}

/** The whole value, and its part without odd letters: a leak that was cut or cleaned is still one. */
function spell(value: string): Spelling[] {
  const core = value.replace(/^TEST:/, '').split(/["<&+%]/)[0] ?? value;
  return core === value ? listSpellings(value) : [...listSpellings(value), ...listSpellings(core)];
}
