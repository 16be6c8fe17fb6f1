import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MUTANTS } from '../simulation/mutants/list.js';
import { openWorkshop } from '../simulation/mutants/workshop.js';
import {
  type Command,
  EXIT,
  explainFailure,
  readCount,
  readOptions,
  type ToolRun,
  UsageError,
} from './tool.js';

const HELP = `Usage: hashcnet-graphql simulate-mutants [--seeds N] [--only TEXT]

Sows one known bug at a time into a copy of the sources, compiles it, and lets the simulation hunt it (docs/simulation.md).
It needs the sources and the compiler, so it works in a clone of the repository only. Takes minutes.

  --seeds N    how many seeds each mutant is hunted with at most, 1 to 10000000 (200000 when absent)
  --only TEXT  only the mutants whose names contain it
  --help       this text

A table of what caught which mutant goes to standard output:
  npm run simulate:mutants -- --only fence

Exit codes: 0 every mutant was caught, 1 one survived, 2 the command line is wrong.
`;

const OPTIONS = {
  seeds: { type: 'string' },
  only: { type: 'string', default: '' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const simulateMutantsCommand: Command = { help: HELP, options: OPTIONS, run: runSimulateMutants };

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..', '..');
const DEFAULT_SEEDS = 200_000;
const MAX_SEEDS = 10_000_000;

async function runSimulateMutants({ argv, stdout, stderr }: ToolRun): Promise<number> {
  try {
    const values = readOptions(argv, OPTIONS);
    if (values.help) {
      stdout.write(HELP);
      return EXIT.ok;
    }
    const seeds = readCount('--seeds', values.seeds, { least: 1, most: MAX_SEEDS }) ?? DEFAULT_SEEDS;
    if (!existsSync(join(PROJECT_FOLDER, 'src', 'simulation'))) {
      throw new UsageError(
        'the sources are not here: simulate-mutants works in a clone of the repository only',
      );
    }
    return hunt({ seeds, only: values.only }, stdout);
  } catch (error) {
    return explainFailure(error, { stderr, help: HELP, unreachable: EXIT.failed });
  }
}

function hunt({ seeds, only }: { seeds: number; only: string }, stdout: ToolRun['stdout']): number {
  const mutants = MUTANTS.filter(({ name }) => name.includes(only));
  if (mutants.length === 0) throw new UsageError(`no mutant's name contains ${JSON.stringify(only)}`);
  const workshop = openWorkshop(PROJECT_FOLDER);
  let survivors = 0;
  stdout.write('| mutant | caught by | at seed | after seeds |\n| --- | --- | --- | --- |\n');
  try {
    for (const mutant of mutants) {
      const caught = workshop.hunt(mutant, { seeds, workers: availableParallelism() });
      if (caught === null) survivors += 1;
      const verdict =
        caught === null ? '**survived** | |' : `${caught.rule} | ${caught.seed} | ${caught.seed}`;
      stdout.write(`| ${mutant.name} | ${verdict} |\n`);
    }
  } finally {
    workshop.close();
  }
  stdout.write(`\n${mutants.length} mutants, ${survivors} survived\n`);
  return survivors === 0 ? EXIT.ok : EXIT.failed;
}
