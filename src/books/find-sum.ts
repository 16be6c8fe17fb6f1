export interface SumItem {
  /** Above zero. */
  readonly amount: bigint;
}

export type SumAnswer<Item> =
  | {
      readonly kind: 'found';
      readonly items: readonly Item[];
      /** Whether no other choice adds up to the same. */
      readonly isOnly: boolean;
    }
  | { readonly kind: 'none' }
  /** There are too many choices to try them all. */
  | { readonly kind: 'undetermined' };

/** Additions tried at most: some tenths of a second. */
const WORK_LIMIT = 1_000_000;

interface Step<Item> {
  readonly item: Item | null;
  readonly before: Step<Item> | null;
  readonly hasOther: boolean;
}

/**
 * Which of the items add up to exactly `target`. Where several choices do, the one of the earlier items is preferred, so
 * the caller puts the likeliest first.
 */
export function findSum<Item extends SumItem>(target: bigint, items: readonly Item[]): SumAnswer<Item> {
  if (target < 0n) return { kind: 'none' };
  const reached = new Map<bigint, Step<Item>>([[0n, { item: null, before: null, hasOther: false }]]);
  let work = 0;
  for (const item of items) {
    if (item.amount <= 0n) continue;
    work += reached.size;
    if (work > WORK_LIMIT) return { kind: 'undetermined' };
    for (const [sum, before] of [...reached]) {
      const next = sum + item.amount;
      if (next > target) continue;
      const known = reached.get(next);
      const step = known ? { ...known, hasOther: true } : { item, before, hasOther: before.hasOther };
      reached.set(next, step);
    }
  }
  const last = reached.get(target);
  if (last === undefined) return { kind: 'none' };
  return { kind: 'found', items: retrace(last), isOnly: !last.hasOther };
}

function retrace<Item>(last: Step<Item>): Item[] {
  const items: Item[] = [];
  for (let step: Step<Item> | null = last; step !== null; step = step.before) {
    if (step.item !== null) items.unshift(step.item);
  }
  return items;
}
