import type { Summary } from './summary.js';

/** What bench/reports/latest.json holds. */
export interface Report {
  /** Goes up when an older file can no longer be read. */
  readonly format: 1;
  readonly scenarios: readonly ScenarioReport[];
}

/** All servers of one scenario, measured by turns: only within it are figures comparable. */
export interface ScenarioReport {
  readonly name: string;
  readonly title: string;
  readonly madeOn: string;
  readonly node: string;
  readonly cores: number;
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly servers: readonly Summary[];
}

/** The figure that a busy machine disturbs least, relative to the practical limit; null where that one does not take part. */
export function relateCpu(scenario: ScenarioReport, server: Summary): number | null {
  const raw = scenario.servers.find(({ name }) => name === 'raw');
  return raw === undefined ? null : server.cpuUsPerRequest / raw.cpuUsPerRequest;
}

/** A run of some scenarios replaces those, and leaves the others as an earlier run made them. */
export function mergeReports(
  older: Report | null,
  newer: readonly ScenarioReport[],
  order: readonly string[],
): Report {
  const byName = new Map(
    [...(older?.scenarios ?? []), ...newer].map((scenario) => [scenario.name, scenario]),
  );
  return { format: 1, scenarios: order.flatMap((name) => byName.get(name) ?? []) };
}

export function parseReport(json: string): Report {
  const report: Report = JSON.parse(json);
  if (report.format !== 1) throw new Error('the report is of another format');
  return report;
}
