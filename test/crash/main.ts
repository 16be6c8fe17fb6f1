import { inspect } from 'node:util';
import { type CampaignOptions, type LedgerKind, runCampaign } from './campaign.js';
import { parseOptions, USAGE } from './options.js';
import { countKills, printResults, printViolations } from './report.js';

const LINE_INTERVAL_MS = 30_000;

/** Exit code 0: nothing was violated; 1: something was, or the campaign broke down; 2: it was called wrongly. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === null) return 2;
  const { killCount, ledgers, seed } = options;
  say(`crash campaign: ${killCount} kills on ${ledgers.join(' and ')}, seed ${seed}\n`);
  const results = await runCampaign({ ...options, onKill: createProgress(options) });
  const violated = results.filter(({ violations }) => violations.length > 0);
  const total = results.reduce((sum, result) => sum + countKills(result), 0);
  for (const result of violated) say(`\n${printViolations(result)}`);
  say(`\n${printResults(results)}\n`);
  const verdict =
    violated.length === 0
      ? 'no order lost, doubled, refunded while charged, or left undecided'
      : 'THE PROMISE WAS BROKEN: the evidence is above';
  say(`${total} kills, seed ${seed}: ${verdict}\n`);
  return violated.length === 0 ? 0 : 1;
}

function readOptions(): CampaignOptions | null {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return null;
  }
}

/** One line that is written over on a terminal; elsewhere, a line now and then. */
function createProgress({
  killCount,
  ledgers,
}: CampaignOptions): (ledger: LedgerKind, doneCount: number) => void {
  const startedAtMs = performance.now();
  let lastLineAtMs = startedAtMs;
  return (ledger, doneCount) => {
    const nowMs = performance.now();
    const seconds = Math.round((nowMs - startedAtMs) / 1_000);
    const line = `${ledger}: ${doneCount} of about ${Math.ceil(killCount / ledgers.length)} kills, ${seconds} s`;
    if (process.stdout.isTTY) say(`\r${line}  `);
    else if (nowMs - lastLineAtMs >= LINE_INTERVAL_MS) {
      lastLineAtMs = nowMs;
      say(`${line}\n`);
    }
  };
}

function say(text: string): void {
  process.stdout.write(text);
}

// Leaving by `exit` ends the children and takes the temporary folders away; PostgreSQL goes when its input ends.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => process.exit(code));
}
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`the campaign broke down: ${inspect(error)}\n`);
    process.exit(1);
  },
);
