import { deepStrictEqual } from 'node:assert';
import { USERNAME_MARK } from '../load/load-plan.js';
import type { Operation, OperationName } from '../scenarios/operations.js';
import type { ServerKind } from './server-kind.js';

/**
 * Asks each operation once and compares the whole answer with what it has to be, ids left out.
 * @throws Error that names the server, the operation and the difference.
 */
export async function checkServer(
  kind: ServerKind,
  port: number,
  names: readonly OperationName[],
): Promise<void> {
  for (const name of names) {
    const operation = kind.dialect[name];
    if (operation === null) continue;
    const { body, usernames } = fillIn(operation);
    const answer = await ask(kind, port, body);
    const expected = { data: operation.expect(usernames) };
    try {
      deepStrictEqual(leaveIdsOut(answer), expected);
    } catch (error) {
      throw new Error(`${kind.name} answers ${name} wrongly: ${String(error)}`);
    }
  }
}

export async function ask(kind: ServerKind, port: number, body: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...kind.headers },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  // Not response.json(): within a test its objects would be of another realm, and equal nothing.
  return JSON.parse(await response.text());
}

function fillIn({ body }: Operation): { body: string; usernames: string[] } {
  const usernames: string[] = [];
  const filled = body.replaceAll(USERNAME_MARK, () => {
    const username = `check-${usernames.length}`;
    usernames.push(username);
    return username;
  });
  return { body: filled, usernames };
}

/** An id is each server's own affair; that there is one is not. */
function leaveIdsOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(leaveIdsOut);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name, field]) => !(name === 'id' && isId(field)));
  return Object.fromEntries(entries.map(([name, field]) => [name, leaveIdsOut(field)]));
}

function isId(field: unknown): boolean {
  return typeof field === 'string' && field.length > 0;
}
