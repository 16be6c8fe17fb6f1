import { choose } from './choose.js';
import { startLoad } from './load/start-load.js';
import { parseOptions, USAGE } from './options.js';
import { createDatabases } from './postgres.js';
import { type Summary, summarize } from './report/summary.js';
import { runScenario } from './run-scenario.js';
import { SCENARIOS } from './scenarios/scenarios.js';
import { RAW, SERVICE } from './servers/server-kinds.js';

const WARM_UP_MS = 2000;

function show(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const options = parseOptions(args);
  const kinds = choose('server', options.servers, [SERVICE, RAW]);
  const scenarios = choose('scenario', options.scenarios, SCENARIOS);
  const load = startLoad();
  const databases = createDatabases();
  const pace = { rounds: options.rounds, warmUpMs: WARM_UP_MS, windowMs: options.windowMs };
  try {
    for (const scenario of scenarios) {
      const runs = await runScenario(scenario, {
        load,
        kinds: scenario.ledger === null ? kinds : kinds.filter((kind) => kind === SERVICE),
        pace,
        makeDatabase: databases.make,
        show,
      });
      printSummaries(scenario.name, runs.map(summarize));
    }
  } finally {
    await load.process.stop();
    await databases.stop();
  }
}

function printSummaries(scenario: string, summaries: readonly Summary[]): void {
  show('');
  for (const summary of summaries) process.stdout.write(`${scenario} ${JSON.stringify(summary)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
