import { type Account, useReference } from './account.js';
import { errorReply } from './error-answer.js';
import { isJsonObject, type JsonObject, parseJson } from './json-text.js';
import type { Reply } from './reply.js';
import type { SandboxState } from './sandbox-state.js';

/** A request as it arrived, body read whole. */
export interface IncomingCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly bodyText: string;
}

/** What a check found, or the answer that refuses the request. */
export type Checked<T> = { readonly isFine: true; readonly value: T } | Refusal;

/** The answer that refuses a request. */
export interface Refusal {
  readonly isFine: false;
  readonly reply: Reply;
}

const REFERENCE = /^[A-Za-z0-9]{1,50}$/;

/** A check that found what it looked for. */
export function fine<T>(value: T): Checked<T> {
  return { isFine: true, value };
}

/** A check that refuses, with an error code and its details. */
export function wrong(code: string, details?: string | Record<string, unknown>): Refusal {
  return { isFine: false, reply: errorReply({ code, ...(details !== undefined && { details }) }) };
}

/** Parses a JSON body: 1014 when it is not JSON, 1015 when it is JSON but no object. */
export function checkBody(call: IncomingCall): Checked<JsonObject> {
  if (!/^application\/json\b/i.test(call.contentType))
    return wrong('1014', 'Content-Type must be application/json');
  try {
    const body = parseJson(call.bodyText);
    return isJsonObject(body) ? fine(body) : wrong('1015');
  } catch {
    return wrong('1014');
  }
}

/** Finds the account of a token: 1001 without one, 1002 when nobody has it. */
export function checkToken(state: SandboxState, token: unknown): Checked<Account> {
  if (token === undefined || token === null || token === '') return wrong('1001');
  const account = typeof token === 'string' ? state.book.findAccount(token) : undefined;
  return account ? fine(account) : wrong('1002');
}

/** Checks a new reference: 1012 without one, 1010 when malformed, 1013 when used before. */
function checkReference(account: Account, reference: unknown): Checked<string> {
  if (reference === undefined || reference === null || reference === '') return wrong('1012');
  if (typeof reference !== 'string' || !REFERENCE.test(reference))
    return wrong('1010', { reference: ['Reference must be 1 to 50 letters and digits.'] });
  const isUsed = account.references.has(reference) || account.transactions.has(reference);
  return isUsed ? wrong('1013') : fine(reference);
}

/** Token and reference of a call that makes one; the order of the checks is ours, the codes are upstream's. */
export function checkCaller(
  state: SandboxState,
  body: JsonObject,
): Checked<{ readonly account: Account; readonly reference: string; readonly use: () => void }> {
  const account = checkToken(state, body['token']);
  if (!account.isFine) return account;
  const reference = checkReference(account.value, body['reference']);
  if (!reference.isFine) return reference;
  const use = () => useReference(account.value, reference.value);
  return fine({ account: account.value, reference: reference.value, use });
}

/** A field's text, when it is one. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
