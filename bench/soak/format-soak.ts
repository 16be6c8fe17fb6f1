import type { LoadResult } from '../load/load-plan.js';
import { figure, formatTable } from '../report/table.js';
import type { Sample } from './sample.js';
import { findTrend, type Trend } from './trend.js';

export interface SoakFindings {
  readonly rows: readonly Sample[];
  readonly secondsPerRow: number;
  readonly result: LoadResult;
}

const MEASURES = [
  { name: 'RSS, MB', read: (row: Sample) => row.rssMb },
  { name: 'heap, MB', read: (row: Sample) => row.heapMb },
  { name: 'descriptors', read: (row: Sample) => row.descriptors },
] as const;

/** The first quarter warms up: compiled code, pools and caches fill. */
const WARM_UP_SHARE = 0.25;

export function judge(rows: readonly Sample[]): (Trend & { name: string })[] {
  const settled = rows.slice(Math.floor(rows.length * WARM_UP_SHARE));
  return MEASURES.map(({ name, read }) => ({ name, ...findTrend(settled.map(read)) }));
}

export function formatSoak({ rows, secondsPerRow, result }: SoakFindings): string {
  return [
    formatTable(
      ['minute', ...MEASURES.map(({ name }) => name)],
      rows.map((row, index) => [
        figure(((index + 1) * secondsPerRow) / 60, { digits: 2 }),
        figure(row.rssMb, { digits: 1 }),
        figure(row.heapMb, { digits: 1 }),
        figure(row.descriptors),
      ]),
    ),
    formatTable(
      ['requests', 'answered rightly', 'errors', 'p50, ms', 'p99, ms', 'longest, ms'],
      result.groups.map((group) => [
        group.name,
        figure(group.count),
        figure(group.errorCount),
        figure(group.p50Ms, { digits: 1 }),
        figure(group.p99Ms, { digits: 1 }),
        figure(group.maxMs, { digits: 1 }),
      ]),
    ),
    formatTable(
      ['after the first quarter', 'mean', 'growth', 'give or take', 'verdict'],
      judge(rows).map(({ name, mean, growth, error, isFlat }) => [
        name,
        figure(mean, { digits: 1 }),
        figure(growth, { digits: 1 }),
        figure(error, { digits: 1 }),
        isFlat ? 'flat' : '**grows**',
      ]),
    ),
  ].join('\n');
}
