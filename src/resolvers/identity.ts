import { createError } from '../schema/errors.js';

/** What a caller may do (design.md): buy and see one's own, or everything; and ask for it in words of its own, where only trusted ones are taken. */
export const SCOPES = ['subscribers:read', 'renewals:write', 'documents:any', 'operator'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls, as the HTTP layer found out. */
export interface Identity {
  readonly client: string;
  readonly scopes: ReadonlySet<Scope>;
}

/**
 * The identity, if it has the scope; an operator has every scope.
 * @throws GraphQLError UNAUTHENTICATED for an anonymous caller, FORBIDDEN for one without the scope.
 */
export function requireScope(identity: Identity | null, scope: Scope): Identity {
  if (identity === null) throw createError('UNAUTHENTICATED', 'This needs an API key or a token.');
  if (identity.scopes.has(scope) || identity.scopes.has('operator')) return identity;
  throw createError('FORBIDDEN', `This needs the scope "${scope}".`);
}
