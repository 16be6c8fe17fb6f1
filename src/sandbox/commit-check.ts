import type { Account, Session } from './account.js';
import { isPayable, readUnits, type Units } from './decimal.js';
import { isNumberText, type JsonObject } from './json-text.js';
import { type Checked, fine, wrong } from './request-check.js';
import type { CommitKeys, SandboxSettings } from './sandbox-settings.js';

/** A commit whose fields have the right form. */
export interface CommitFields {
  readonly sessionId: number;
  readonly packageCode: string | undefined;
  readonly durationCode: string;
  readonly amount: Units;
}

const SPACED = /^(session id|package code|duration code)$/;

/** Whether a commit spells its keys with spaces; `either` follows the request. */
export function hasSpacedKeys(body: JsonObject, keys: CommitKeys): boolean {
  if (keys !== 'either') return keys === 'space';
  return Object.keys(body).some((key) => SPACED.test(key));
}

/**
 * Checks the form of a commit: `session_id` a number, the codes texts, `amount` a number in whole paisa.
 * A wrong form is 1010 with messages under the fields' names (upstream.md section 2).
 */
export function checkCommitFields(body: JsonObject, isSpaced: boolean): Checked<CommitFields> {
  const read = (name: string) => body[isSpaced ? name.replace('_', ' ') : name];
  const messages: Record<string, string[]> = {};
  const [session, packageCode, duration, amount] = [
    read('session_id'),
    read('package_code'),
    read('duration_code'),
    body['amount'],
  ];
  const sessionId = isNumberText(session) ? Number(session.rawJSON) : undefined;
  if (sessionId === undefined || !Number.isSafeInteger(sessionId))
    messages['session_id'] = [session === undefined ? REQUIRED : 'A valid integer is required.'];
  if (packageCode !== undefined && typeof packageCode !== 'string')
    messages['package_code'] = ['Not a valid string.'];
  if (typeof duration !== 'string')
    messages['duration_code'] = [duration === undefined ? REQUIRED : 'Not a valid string.'];
  const units = isNumberText(amount) ? readUnits(amount.rawJSON) : undefined;
  if (units === undefined || !isPayable(units))
    messages['amount'] = [
      amount === undefined ? REQUIRED : 'A valid number above zero in whole paisa is required.',
    ];

  const isFine = Object.keys(messages).length === 0;
  if (!isFine || sessionId === undefined || typeof duration !== 'string' || units === undefined)
    return wrong('1010', messages);
  const code = typeof packageCode === 'string' ? packageCode : undefined;
  return fine({ sessionId, packageCode: code, durationCode: duration, amount: units });
}

/** Checks that a session is this account's, fresh and unused: 1011 under `session_id` otherwise. */
export function checkSession(
  account: Account,
  sessionId: number,
  { sessionTtlMs }: SandboxSettings,
): Checked<Session> {
  const session = account.sessions.get(sessionId);
  if (!session) return wrong('1011', { session_id: 'Session is not valid!' });
  if (session.isUsed) return wrong('1011', { session_id: 'Session is already used!' });
  if (Date.now() - session.openedAtMs > sessionTtlMs)
    return wrong('1011', { session_id: 'Session is expired!' });
  return fine(session);
}

/** Checks that the session offered exactly this package, duration and price (upstream.md section 2). */
export function checkOffer(session: Session, asked: CommitFields): Checked<CommitFields> {
  const isOffered = session.list.offers.some(
    (offer) =>
      offer.packageCode === asked.packageCode &&
      offer.durationCode === asked.durationCode &&
      offer.amount === asked.amount,
  );
  if (!isOffered) return wrong('1011', { package_code: 'Package code does not match with amount!' });
  return session.list.isAdvanceRefused ? wrong('4000', 'Advance payment is not accepted') : fine(asked);
}

const REQUIRED = 'This field is required.';
