import { BUYING_MUTANTS } from './buying.js';
import type { Mutant } from './mutant.js';
import { SETTLING_MUTANTS } from './settling.js';
import { STORING_MUTANTS } from './storing.js';
import { WEIGHING_MUTANTS } from './weighing.js';

export const MUTANTS: readonly Mutant[] = [
  ...BUYING_MUTANTS,
  ...WEIGHING_MUTANTS,
  ...SETTLING_MUTANTS,
  ...STORING_MUTANTS,
];
