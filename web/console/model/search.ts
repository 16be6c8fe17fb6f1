/** What a search text can be, and so where to look for it. */
export interface SearchPlan {
  readonly text: string;
  /** Looked up by id: complete, at once. */
  readonly id: string | null;
  /** Looked up by the ledger's index of usernames: complete, at once. */
  readonly username: string | null;
  /** Looked for, page by page, in what was ordered last: the API has no index of references and keys. */
  readonly part: string | null;
}

const ID_PATTERN = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_USERNAME_LENGTH = 50;
/** Anything shorter is in almost every reference. */
const MIN_PART_LENGTH = 4;

export function planSearch(given: string): SearchPlan {
  const text = given.trim();
  return {
    text,
    id: ID_PATTERN.test(text) ? text.toLowerCase() : null,
    username: text.length > 0 && text.length <= MAX_USERNAME_LENGTH ? text : null,
    part: text.length >= MIN_PART_LENGTH ? text.toLowerCase() : null,
  };
}

interface Named {
  readonly reference: string;
  readonly idempotencyKey: string;
}

export function holdsPart({ reference, idempotencyKey }: Named, part: string): boolean {
  return reference.toLowerCase().includes(part) || idempotencyKey.toLowerCase().includes(part);
}
