import { availableParallelism } from 'node:os';
import { runCampaign } from '../simulation/campaign.js';
import { writeCoverage } from '../simulation/coverage.js';
import { writeHistory } from '../simulation/history.js';
import { simulateSeed } from '../simulation/simulate.js';
import {
  type Command,
  EXIT,
  explainFailure,
  readCount,
  readOptions,
  type ToolRun,
  UsageError,
} from './tool.js';

const HELP = `Usage: hashcnet-graphql simulate --seeds N [--seed S] [--workers W] [--max-failures F]
       hashcnet-graphql simulate --seed S

Plays the real code in simulated worlds full of crashes, lies and silence, and checks every promise (docs/simulation.md).

  --seeds N         how many seeds to play (1 to 1000000000)
  --seed S          the first of them (1 when absent); without --seeds, that one alone, with its history
  --workers W       threads, 1 to 64; as many as there are processors when absent
  --max-failures F  stop after so many failing seeds (1 when absent)
  --help            this text

The histories of failing seeds and the figures go to standard output, progress to a terminal's standard error:
  hashcnet-graphql simulate --seeds 100000

Exit codes: 0 every promise held, 1 one was broken, 2 the command line is wrong.
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  seeds: { type: 'string' },
  seed: { type: 'string' },
  workers: { type: 'string' },
  'max-failures': { type: 'string' },
} as const;

export const simulateCommand: Command = { help: HELP, options: OPTIONS, run: runSimulate };

interface Options {
  readonly seeds: number | null;
  readonly seed: number | null;
  readonly workers: number;
  readonly maxFailures: number;
}

/** See HELP. Returns the exit code. */
export async function runSimulate({ argv, stdout, stderr }: ToolRun): Promise<number> {
  try {
    const options = parseOptions(argv);
    if (options === null) {
      stdout.write(HELP);
      return EXIT.ok;
    }
    return options.seeds === null && options.seed !== null
      ? await replay(options.seed, stdout)
      : await campaign(options, { stdout, stderr });
  } catch (error) {
    return explainFailure(error, { stderr, help: HELP, unreachable: EXIT.failed });
  }
}

function parseOptions(argv: readonly string[]): Options | null {
  const values = readOptions(argv, OPTIONS);
  if (values.help) return null;
  const seeds = readCount('--seeds', values.seeds, { least: 1, most: 1_000_000_000 });
  const seed = readCount('--seed', values.seed, { least: 0, most: Number.MAX_SAFE_INTEGER - 1_000_000_000 });
  if (seeds === null && seed === null) throw new UsageError('give --seeds or --seed');
  return {
    seeds,
    seed,
    workers: readCount('--workers', values.workers, { least: 1, most: 64 }) ?? availableParallelism(),
    maxFailures: readCount('--max-failures', values['max-failures'], { least: 1, most: 1_000_000 }) ?? 1,
  };
}

/** One seed with its whole history. */
async function replay(seed: number, stdout: ToolRun['stdout']): Promise<number> {
  const { violation, entries } = await simulateSeed(seed);
  stdout.write(writeHistory(entries));
  stdout.write(
    violation === null ? `seed ${seed}: every promise held\n` : describeFailure({ seed, ...violation }),
  );
  return violation === null ? EXIT.ok : EXIT.failed;
}

async function campaign(
  { seeds, seed, workers, maxFailures }: Options,
  { stdout, stderr }: Pick<ToolRun, 'stdout' | 'stderr'>,
): Promise<number> {
  const seedCount = seeds ?? 1;
  const startMs = performance.now();
  const result = await runCampaign({
    firstSeed: seed ?? 1,
    seedCount,
    workers,
    maxFailures,
    onProgress: ({ seedsDone }) => showProgress(stderr, { done: seedsDone, total: seedCount }),
  });
  if (stderr.isTTY) stderr.write('\r\u001b[K');
  for (const failure of result.failures.slice(0, maxFailures)) {
    const { entries } = await simulateSeed(failure.seed);
    stdout.write(`${writeHistory(entries)}${describeFailure(failure)}\n`);
  }
  const seconds = (performance.now() - startMs) / 1000;
  const days = Math.round(result.virtualMs / 86_400_000);
  stdout.write(`what happened:\n${writeCoverage(result.coverage)}`);
  stdout.write(
    `${format(result.seedsDone)} seeds, ${format(result.failures.length)} violations, ` +
      `${format(result.steps)} steps, ${format(days)} virtual days, ` +
      `${seconds.toFixed(1)} s, ${format(Math.round(result.seedsDone / seconds))} seeds/s, ${workers} workers\n`,
  );
  return result.failures.length === 0 ? EXIT.ok : EXIT.failed;
}

function describeFailure({ seed, rule, message }: { seed: number; rule: string; message: string }): string {
  return `seed ${seed} breaks "${rule}": ${message}\nreplay: hashcnet-graphql simulate --seed ${seed}\n`;
}

function showProgress(stderr: ToolRun['stderr'], { done, total }: { done: number; total: number }): void {
  if (stderr.isTTY) stderr.write(`\r${format(done)} of ${format(total)} seeds`);
}

function format(count: number): string {
  return count.toLocaleString('en');
}
