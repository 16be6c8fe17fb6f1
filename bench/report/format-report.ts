import type { ServerKind } from '../servers/server-kind.js';
import { type Report, relateCpu, type ScenarioReport } from './report.js';
import { median, type Summary } from './summary.js';
import { type Cell, figure, formatTable, percent } from './table.js';

/** Below this the server was without work at times, so its requests a second say nothing about it. */
const SATURATED_SHARE = 0.9;

/** The whole report in Markdown. It names no machine. */
export function formatReport(report: Report, kinds: readonly ServerKind[]): string {
  const reads = report.scenarios.filter(({ servers }) => servers.some(({ name }) => name === 'raw'));
  const purchases = report.scenarios.filter((scenario) => !reads.includes(scenario));
  return [
    '# Benchmark report',
    '',
    'Made by `npm run bench`; how it measures, and how to read it, is in [docs/performance.md](../../docs/performance.md). Figures of one table were',
    'measured by turns in one run and may be compared; those of two tables may not. In brackets: relative to `raw`.',
    '',
    formatTable(
      ['server', 'what it is'],
      kinds.map(({ name, title }) => [`\`${name}\``, title]),
    ),
    'The competitors do the bare work: none of them authenticates, limits, signs offers, keeps a ledger or counts.',
    '',
    '## CPU of a request, relative to `raw`',
    '',
    '![CPU of a request, relative to raw](latest.svg)',
    '',
    formatOverview(reads, kinds),
    ...reads.map(formatScenario),
    ...purchases.map(formatPurchases),
    '## From start to first answer',
    '',
    formatStarts(report, kinds),
  ].join('\n');
}

function formatOverview(scenarios: readonly ScenarioReport[], kinds: readonly ServerKind[]): string {
  return formatTable(
    ['scenario', 'what is asked', ...kinds.map(({ name }) => name)],
    scenarios.map((scenario) => [
      `\`${scenario.name}\``,
      scenario.title,
      ...kinds.map(({ name }): Cell => {
        const server = scenario.servers.find((one) => one.name === name);
        const relation = server === undefined ? null : relateCpu(scenario, server);
        return relation === null ? { text: '–', isNumber: true } : figure(relation, { digits: 2 });
      }),
    ]),
  );
}

function formatScenario(scenario: ScenarioReport): string {
  const raw = scenario.servers.find(({ name }) => name === 'raw');
  const row = (server: Summary): Cell[] => {
    const relate = (read: (summary: Summary) => number) =>
      raw === undefined ? null : read(server) / read(raw);
    const isIdle = server.wantedShare < SATURATED_SHARE;
    const rate = figure(server.requestsPerSecond, { relation: relate((one) => one.requestsPerSecond) });
    return [
      `\`${server.name}\``,
      figure(server.cpuUsPerRequest, { digits: 1, relation: relate((one) => one.cpuUsPerRequest) }),
      isIdle && typeof rate === 'object' ? { ...rate, text: `${rate.text} †` } : rate,
      figure(server.p50Ms, { digits: 1, relation: relate((one) => one.p50Ms) }),
      figure(server.p99Ms, { digits: 1, relation: relate((one) => one.p99Ms) }),
      figure(server.peakRssMb, { relation: relate((one) => one.peakRssMb) }),
      percent(server.busyShare),
      percent(server.wantedShare),
      percent(server.restShare),
      figure(server.errorCount),
    ];
  };
  const hasIdle = scenario.servers.some(({ wantedShare }) => wantedShare < SATURATED_SHARE);
  return [
    `## ${scenario.name}: ${scenario.title}`,
    '',
    describeRun(scenario),
    '',
    formatTable(
      [
        'server',
        'CPU, µs a request',
        'requests/s',
        'p50, ms',
        'p99, ms',
        'peak RSS, MB',
        'used of its core',
        'had work',
        'load and upstream',
        'errors',
      ],
      scenario.servers.map(row),
    ),
    ...(hasIdle
      ? [
          '† This server did not have work all the time: the load, the upstream or a limit of its own held it back. CPU is comparable, requests/s is not.\n',
        ]
      : []),
  ].join('\n');
}

function formatPurchases(scenario: ScenarioReport): string {
  return [
    `## ${scenario.name}: ${scenario.title}`,
    '',
    describeRun(scenario),
    '',
    formatTable(
      [
        'server',
        'renewals/s',
        'CPU, µs a renewal',
        'renew p50, ms',
        'renew p99, ms',
        'peak RSS, MB',
        'used of its core',
        'errors',
        'lookups p50, ms: alone',
        'beside',
        'p99, ms: alone',
        'beside',
      ],
      scenario.servers.map((server): Cell[] => [
        `\`${server.name}\``,
        figure(server.requestsPerSecond),
        figure(server.cpuUsPerRequest),
        figure(server.p50Ms, { digits: 1 }),
        figure(server.p99Ms, { digits: 1 }),
        figure(server.peakRssMb),
        percent(server.busyShare),
        figure(server.errorCount),
        ...server.beside
          .slice(0, 1)
          .flatMap((beside) =>
            [beside.aloneP50Ms, beside.p50Ms, beside.aloneP99Ms, beside.p99Ms].map((ms) =>
              figure(ms, { digits: 1 }),
            ),
          ),
      ]),
    ),
    'The CPU of a renewal has that of the lookup before it; the lookups beside are taken off, at what they cost alone. PostgreSQL itself is not in it.\n',
  ].join('\n');
}

function formatStarts(report: Report, kinds: readonly ServerKind[]): string {
  const startsOf = (name: string) =>
    report.scenarios.flatMap(({ servers }) =>
      servers.filter((server) => server.name === name).map(({ startMs }) => startMs),
    );
  return formatTable(
    ['server', 'median, ms', 'fastest', 'starts'],
    kinds
      .map(({ name }) => ({ name, starts: startsOf(name) }))
      .filter(({ starts }) => starts.length > 0)
      .map(({ name, starts }) => [
        `\`${name}\``,
        figure(median(starts)),
        figure(Math.min(...starts)),
        figure(starts.length),
      ]),
  );
}

function describeRun({ madeOn, node, cores, rounds, secondsPerRound }: ScenarioReport): string {
  return `${madeOn}, Node ${node}, ${cores} cores, ${rounds} × ${secondsPerRound} s.`;
}
