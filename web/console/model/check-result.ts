import type { RenewalStatus } from '../../../client/generated/graphql.js';

/** What came of a wish to have a renewal looked up now. */
export type CheckResult =
  /** Its status is another than before. */
  | { readonly kind: 'moved'; readonly status: RenewalStatus }
  /** The provider was asked, and nothing changed. */
  | { readonly kind: 'asked'; readonly message: string }
  /** The provider was not asked: too early, or somebody has just done so. */
  | { readonly kind: 'notAsked' };

interface Trail {
  readonly status: RenewalStatus;
  readonly events: readonly {
    readonly at: string;
    readonly type: string;
    readonly message?: string | null;
  }[];
}

/** The answer to `checkRenewal` does not say whether the provider was asked; the trail does. */
export function readCheckResult(before: Trail, after: Trail): CheckResult {
  if (after.status !== before.status) return { kind: 'moved', status: after.status };
  const last = before.events.at(-1);
  const known = last === undefined ? 0 : after.events.findLastIndex((event) => isSame(event, last)) + 1;
  const lookup = after.events.slice(known).findLast(({ type }) => type === 'LOOKED_UP');
  return lookup === undefined ? { kind: 'notAsked' } : { kind: 'asked', message: lookup.message ?? '' };
}

function isSame(a: Trail['events'][number], b: Trail['events'][number]): boolean {
  return a.at === b.at && a.type === b.type && a.message === b.message;
}
