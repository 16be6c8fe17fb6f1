import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compare, measureExport } from './measure.js';
import { OPERATIONS } from './operations.js';
import { explainOperation } from './plans.js';
import { formatFindings, replaceSection } from './report.js';
import { openStage } from './stage.js';

const SMALL_ROW_COUNT = 1000;
const HELP = `Usage: npm run growth -- [--rows N] [--ledger sqlite|postgres] [--samples N] [--page docs/growth.md]

Fills one ledger with a thousand renewals and one with N (1000000), measures what the service asks of a ledger in both by
turns, and prints the figures with the query plans; with --page, into the page between the marks of that ledger.
`;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    ledger: { type: 'string', default: 'sqlite' },
    samples: { type: 'string', default: '500' },
    page: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function readCount(name: string, text: string): number {
  if (!/^\d{1,8}$/.test(text) || Number(text) < 100)
    throw new Error(`--${name} must be a number of 100 or more`);
  return Number(text);
}

function show(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001b[K`);
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const rowCount = readCount('rows', values.rows);
  const sampleCount = readCount('samples', values.samples);
  const dialect = values.ledger === 'postgres' ? 'postgres' : 'sqlite';
  const stage = await openStage(dialect);
  try {
    const small = await stage.make(SMALL_ROW_COUNT, () => {});
    const large = await stage.make(rowCount, (done) => show(`filled ${done.toLocaleString('en-US')}`));
    const ledgers = { small, large, sampleCount };
    // Reading all of it first also brings both ledgers into memory alike.
    const largeExport = await measureExport(large);
    const smallExports = [];
    for (let n = 0; n < 20; n += 1) smallExports.push(await measureExport(small));
    const comparisons = [];
    for (const operation of OPERATIONS) {
      show(operation.name);
      comparisons.push(await compare(operation, ledgers));
    }
    const plans = [];
    // A page at the top has the plan of a deep one, less a bound.
    for (const operation of OPERATIONS.filter(({ name }) => !name.endsWith('top'))) {
      plans.push({ name: operation.name, plans: await explainOperation(operation, large) });
    }
    const section = formatFindings({
      stage,
      small,
      large,
      sampleCount,
      command: `npm run growth -- --rows ${rowCount} --ledger ${dialect}`,
      comparisons,
      exports: {
        smallRowsPerSecond: middle(smallExports.map(({ rowsPerSecond }) => rowsPerSecond)),
        largeRowsPerSecond: largeExport.rowsPerSecond,
        rssBytes: largeExport.rssBytes,
      },
      plans,
    });
    show('');
    if (values.page === undefined) process.stdout.write(section);
    else await writeFile(values.page, replaceSection(await readFile(values.page, 'utf8'), dialect, section));
  } finally {
    await stage.close();
  }
}

await main();
