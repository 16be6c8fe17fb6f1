import type { Mutant } from './mutant.js';

/** Bugs in the rules of the ledger, sown into the one that the simulation uses. */
export const STORING_MUTANTS: readonly Mutant[] = [
  {
    name: 'compare-and-set ignored',
    file: 'simulation/memory-book.ts',
    find: `if (current === null || current.version !== next.version) return null;`,
    replace: `if (current === null) return null;`,
    harm: 'of two writers at once the slower undoes what the faster wrote',
  },
  {
    name: 'claims not exclusive',
    file: 'simulation/memory-book.ts',
    find: `if (nextCheckAtMs !== null && nextCheckAtMs <= terms.nowMs && isFree(renewal, terms.nowMs))`,
    replace: `if (nextCheckAtMs !== null && nextCheckAtMs <= terms.nowMs)`,
    harm: 'every replica looks up the same order',
  },
  {
    name: 'lease never ends',
    file: 'simulation/memory-book.ts',
    find: `return claimedUntilMs === null || claimedUntilMs <= nowMs;`,
    replace: `return claimedUntilMs === null || claimedUntilMs <= nowMs - 1e12;`,
    harm: 'what a crashed replica had claimed is never looked up again',
  },
  {
    name: 'session uniqueness dropped',
    file: 'simulation/memory-book.ts',
    find: `      if (sessionHolder !== null) return { kind: 'session_used', renewal: sessionHolder };
`,
    replace: `      if (sessionHolder?.id === '') return { kind: 'session_used', renewal: sessionHolder };
`,
    harm: 'one offer bought under two keys is charged twice',
  },
  {
    name: 'session held by the succeeded only',
    file: 'simulation/memory-book.ts',
    find: `renewal.slug === slug && renewal.status !== 'FAILED')`,
    replace: `renewal.slug === slug && renewal.status === 'SUCCEEDED')`,
    harm: 'an offer is bought again while its first order is still open',
  },
  {
    name: 'key uniqueness dropped',
    file: 'simulation/memory-book.ts',
    find: `      if (keyHolder !== null) return { kind: 'key_used', renewal: keyHolder };
`,
    replace: `      if (keyHolder !== null) idByReference.delete(renewal.reference);
`,
    harm: 'two clicks at once become two renewals',
  },
  {
    name: 'fence does not grow',
    file: 'simulation/memory-book.ts',
    find: `fence: fence + 1,`,
    replace: `fence,`,
    harm: 'a holder that lost its claim cannot be told from the present one',
  },
];
