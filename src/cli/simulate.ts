import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runCampaign } from '../simulation/campaign.js';
import { writeCoverage } from '../simulation/coverage.js';
import { writeHistory } from '../simulation/history.js';
import { simulateSeed } from '../simulation/simulate.js';

const HELP = `usage: npm run simulate -- --seeds N [--seed S] [--workers W] [--max-failures F]
       npm run simulate -- --seed S

  --seeds N         how many seeds to play (1 to 1000000000)
  --seed S          the first of them (1 when absent); without --seeds, that one alone, with its history
  --workers W       threads, 1 to 64; as many as there are processors when absent
  --max-failures F  stop after so many failing seeds (1 when absent)

Exits with 0 when every promise held, 1 when one was broken, 2 when it does not understand.
`;

interface Options {
  readonly seeds: number | null;
  readonly seed: number | null;
  readonly workers: number;
  readonly maxFailures: number;
}

class UsageError extends Error {}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    process.stdout.write(HELP);
    return 0;
  }
  return options.seeds === null && options.seed !== null ? replay(options.seed) : campaign(options);
}

function readOptions(args: readonly string[]): Options | null {
  const { values } = parse(args);
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

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        seeds: { type: 'string' },
        seed: { type: 'string' },
        workers: { type: 'string' },
        'max-failures': { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readCount(
  name: string,
  text: string | undefined,
  { least, most }: { least: number; most: number },
): number | null {
  if (text === undefined) return null;
  const count = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= least && count <= most))
    throw new UsageError(`${name} takes a whole number, ${least} to ${most}`);
  return count;
}

/** One seed with its whole history. */
async function replay(seed: number): Promise<number> {
  const { violation, entries } = await simulateSeed(seed);
  process.stdout.write(writeHistory(entries));
  process.stdout.write(
    violation === null ? `seed ${seed}: every promise held\n` : describeFailure({ seed, ...violation }),
  );
  return violation === null ? 0 : 1;
}

async function campaign({ seeds, seed, workers, maxFailures }: Options): Promise<number> {
  const seedCount = seeds ?? 1;
  const startMs = performance.now();
  const result = await runCampaign({
    firstSeed: seed ?? 1,
    seedCount,
    workers,
    maxFailures,
    onProgress: ({ seedsDone }) => showProgress(seedsDone, seedCount),
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  for (const failure of result.failures.slice(0, maxFailures)) {
    const { entries } = await simulateSeed(failure.seed);
    process.stdout.write(`${writeHistory(entries)}${describeFailure(failure)}\n`);
  }
  const seconds = (performance.now() - startMs) / 1000;
  const days = Math.round(result.virtualMs / 86_400_000);
  process.stdout.write(`what happened:\n${writeCoverage(result.coverage)}`);
  process.stdout.write(
    `${format(result.seedsDone)} seeds, ${format(result.failures.length)} violations, ` +
      `${format(result.steps)} steps, ${format(days)} virtual days, ` +
      `${seconds.toFixed(1)} s, ${format(Math.round(result.seedsDone / seconds))} seeds/s, ${workers} workers\n`,
  );
  return result.failures.length === 0 ? 0 : 1;
}

function describeFailure({ seed, rule, message }: { seed: number; rule: string; message: string }): string {
  return `seed ${seed} breaks "${rule}": ${message}\nreplay: npm run simulate -- --seed ${seed}\n`;
}

function showProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${format(done)} of ${format(total)} seeds`);
}

function format(count: number): string {
  return count.toLocaleString('en');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${HELP}`);
  process.exitCode = 2;
}
