import { availableParallelism } from 'node:os';
import { choose } from './choose.js';
import { type Load, startLoad } from './load/start-load.js';
import { type BenchOptions, parseOptions, USAGE } from './options.js';
import { createDatabases, type Databases } from './postgres.js';
import { keepAwake } from './process/keep-awake.js';
import { compareReports } from './report/compare-reports.js';
import { formatReport } from './report/format-report.js';
import type { ScenarioReport } from './report/report.js';
import { readCommittedReport, writeReport } from './report/report-files.js';
import { summarize } from './report/summary.js';
import { runScenario } from './run-scenario.js';
import { SCENARIOS, type Scenario } from './scenarios/scenarios.js';
import { COMPETITORS } from './servers/competitors.js';
import { installCompetitors } from './servers/install-competitors.js';
import type { ServerKind } from './servers/server-kind.js';
import { RAW, SERVICE } from './servers/server-kinds.js';
import { show } from './show.js';

const WARM_UP = { leastMs: 1000, serverCpuMs: 5000 };

interface Bench {
  readonly options: BenchOptions;
  readonly kinds: readonly ServerKind[];
  readonly load: Load;
  readonly databases: Databases;
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const options = parseOptions(args);
  const kinds = choose('server', options.servers, [SERVICE, RAW, ...COMPETITORS]);
  const scenarios = choose('scenario', options.scenarios, SCENARIOS);
  if (kinds.some(({ isCompetitor }) => isCompetitor)) installCompetitors(show);
  const bench = { options, kinds, load: startLoad(), databases: createDatabases() };
  const awake = keepAwake();
  try {
    const reports: ScenarioReport[] = [];
    for (const scenario of scenarios) {
      const report = await measure(scenario, bench);
      // A purchase is the service's alone.
      if (report.servers.length > 0) reports.push(report);
    }
    show('');
    publish(reports, bench);
  } finally {
    await awake.stop();
    await bench.load.process.stop();
    await bench.databases.stop();
  }
}

async function measure(scenario: Scenario, bench: Bench): Promise<ScenarioReport> {
  const { options, load, databases } = bench;
  const rounds = options.isCheckOnly ? 0 : options.rounds;
  const runs = await runScenario(scenario, {
    load,
    kinds: scenario.ledger === null ? bench.kinds : bench.kinds.filter((kind) => kind === SERVICE),
    pace: { rounds, warmUp: WARM_UP, windowMs: options.windowMs },
    makeDatabase: databases.make,
    show,
  });
  return {
    name: scenario.name,
    title: scenario.title,
    madeOn: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cores: availableParallelism(),
    rounds,
    secondsPerRound: options.windowMs / 1000,
    servers: runs.map(summarize),
  };
}

function publish(reports: readonly ScenarioReport[], { options, kinds }: Bench): void {
  if (options.isCheckOnly) {
    process.stdout.write('Every server answers as it has to.\n');
    return;
  }
  process.stdout.write(`${formatReport({ format: 1, scenarios: reports }, kinds)}\n`);
  for (const { name: scenario, servers } of reports) {
    for (const { name, firstError } of servers) {
      if (firstError !== null) show(`${scenario}, ${name}, the first error: ${firstError}`);
    }
  }
  if (options.isCompared) {
    const committed = readCommittedReport();
    process.stdout.write(
      committed === null ? 'There is no committed report.\n' : compareReports(committed, reports),
    );
  }
  // Some servers alone would leave holes in a report that compares them all.
  if (options.isReported && options.servers.length === 0) writeReport(reports, kinds);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
