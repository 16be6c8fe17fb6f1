import type { RenewalPosition } from '../ledger/ledger.js';
import { parseCursor } from '../renewals/page.js';
import type { ListRequest } from '../renewals/read.js';
import { createError } from '../schema/errors.js';
import { DEFAULT_PAGE_SIZE, type RenewalsArgs } from '../schema/inputs.js';
import { parseUsername } from '../values/username.js';

/** The arguments of `renewals` in the terms of the reader. @throws GraphQLError BAD_USER_INPUT for a cursor of elsewhere. */
export function parseListRequest({ filter, first, after }: RenewalsArgs): ListRequest {
  const { status, slug, username, needsAttention, createdFrom, createdBefore } = filter ?? {};
  return {
    first: first ?? DEFAULT_PAGE_SIZE,
    ...(after != null && { after: readCursor(after) }),
    ...(status != null && { statuses: status }),
    ...(slug != null && { slug }),
    ...(username != null && { username: parseUsername(username) ?? username }),
    ...(needsAttention != null && { needsAttention }),
    ...(createdFrom != null && { createdFromMs: createdFrom.getTime() }),
    ...(createdBefore != null && { createdBeforeMs: createdBefore.getTime() }),
  };
}

function readCursor(after: string): RenewalPosition {
  const position = parseCursor(after);
  if (position === null) throw createError('BAD_USER_INPUT', '`after` must be a cursor of this list.');
  return position;
}
