import type { Books } from '../books.js';
import type { Entry } from '../journal.js';

/** One promise, judged on every entry before the books take it in. */
export interface Rule {
  /** A short name, led by its letter in issue 3 where it has one. */
  readonly name: string;
  /** What is wrong, in a sentence; null when nothing is. */
  readonly judge: (entry: Entry, books: Books) => string | null;
}
