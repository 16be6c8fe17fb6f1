import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MUTANTS } from '../simulation/mutants/list.js';
import { openWorkshop } from '../simulation/mutants/workshop.js';

const HELP = `usage: npm run simulate:mutants [-- [--seeds N] [--only TEXT]]

  --seeds N    how many seeds each mutant is hunted with at most (200000 when absent)
  --only TEXT  only the mutants whose names contain it

Exits with 0 when every mutant was caught, 1 when one survived, 2 when it does not understand.
`;
const PROJECT_FOLDER = join(import.meta.dirname, '..', '..', '..');
const MAX_SEEDS = 10_000_000;

function main(args: readonly string[]): number {
  const options = readOptions(args);
  if (options === null) {
    process.stderr.write(HELP);
    return 2;
  }
  const mutants = MUTANTS.filter(({ name }) => name.includes(options.only));
  const workshop = openWorkshop(PROJECT_FOLDER);
  let survivors = 0;
  process.stdout.write('| mutant | caught by | at seed | after seeds |\n| --- | --- | --- | --- |\n');
  try {
    for (const mutant of mutants) {
      const caught = workshop.hunt(mutant, { seeds: options.seeds, workers: availableParallelism() });
      if (caught === null) survivors += 1;
      const verdict =
        caught === null ? '**survived** | |' : `${caught.rule} | ${caught.seed} | ${caught.seed}`;
      process.stdout.write(`| ${mutant.name} | ${verdict} |\n`);
    }
  } finally {
    workshop.close();
  }
  process.stdout.write(`\n${mutants.length} mutants, ${survivors} survived\n`);
  return survivors === 0 ? 0 : 1;
}

function readOptions(args: readonly string[]): { seeds: number; only: string } | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seeds: { type: 'string', default: '200000' }, only: { type: 'string', default: '' } },
    });
    const seeds = /^\d{1,8}$/.test(values.seeds) ? Number(values.seeds) : 0;
    return seeds >= 1 && seeds <= MAX_SEEDS ? { seeds, only: values.only } : null;
  } catch {
    return null;
  }
}

process.exitCode = main(process.argv.slice(2));
