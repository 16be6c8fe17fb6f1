import { type Report, relateCpu, type ScenarioReport } from './report.js';
import { type Cell, figure, formatTable } from './table.js';

/** Each server's CPU relative to `raw`, then and now: a ratio outlives the machine, an absolute figure does not. */
export function compareReports(then: Report, now: readonly ScenarioReport[]): string {
  const rows = now.flatMap((scenario) => {
    const earlier = then.scenarios.find(({ name }) => name === scenario.name);
    if (earlier === undefined) return [];
    return scenario.servers.flatMap((server): Cell[][] => {
      const before = earlier.servers.find(({ name }) => name === server.name);
      const ratio = relateCpu(scenario, server);
      const ratioBefore = before === undefined ? null : relateCpu(earlier, before);
      if (ratio === null || ratioBefore === null || server.name === 'raw') return [];
      return [
        [
          scenario.name,
          server.name,
          figure(ratioBefore, { digits: 2 }),
          figure(ratio, { digits: 2 }),
          { text: formatChange(ratio / ratioBefore - 1), isNumber: true },
        ],
      ];
    });
  });
  return rows.length === 0
    ? 'The last report has nothing to compare with.\n'
    : formatTable(['scenario', 'server', 'then', 'now', 'change'], rows);
}

function formatChange(share: number): string {
  return `${share > 0 ? '+' : ''}${(share * 100).toFixed(0)} %`;
}
