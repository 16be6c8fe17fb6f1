import { absorb } from './absorb.js';
import { type Books, openBooks } from './books.js';
import type { Entry } from './journal.js';
import { ADVICE_RULES } from './rules/advice.js';
import { ANSWER_RULES } from './rules/answers.js';
import { CHARGE_RULES } from './rules/charges.js';
import { ENDING_RULES } from './rules/ending.js';
import { LOOKUP_RULES } from './rules/lookups.js';
import type { Rule } from './rules/rule.js';
import { TRANSITION_RULES } from './rules/transitions.js';

export const RULES: readonly Rule[] = [
  ...CHARGE_RULES,
  ...ADVICE_RULES,
  ...TRANSITION_RULES,
  ...LOOKUP_RULES,
  ...ANSWER_RULES,
  ...ENDING_RULES,
];

export interface Violation {
  readonly rule: string;
  readonly message: string;
  readonly atMs: number;
}

/** Judges a journal entry by entry; the first violation stands. */
export interface Judge {
  hear(entry: Entry): void;
  violation(): Violation | null;
}

export function createJudge(books: Books = openBooks()): Judge {
  let violation: Violation | null = null;
  return {
    violation: () => violation,
    hear(entry) {
      if (violation !== null) return;
      for (const { name, judge } of RULES) {
        const message = judge(entry, books);
        if (message === null) continue;
        violation = { rule: name, message, atMs: entry.atMs };
        return;
      }
      absorb(books, entry);
    },
  };
}
