import type { LoadResult } from '../load/load-plan.js';
import { type SelfTime, sumByOwner } from './cpu-profile.js';

interface ProfileContext {
  readonly name: string;
  readonly topCount: number;
  readonly result: LoadResult;
}

/** Below this share an owner is added to the rest. */
const LEAST_SHARE = 0.002;

/** Two Markdown tables: where the time goes by package, and by function. Microseconds are of one request. */
export function formatProfile(
  times: readonly SelfTime[],
  { name, topCount, result }: ProfileContext,
): string {
  const totalUs = times.reduce((total, { selfUs }) => total + selfUs, 0);
  const count = Math.max(1, result.groups[0]?.count ?? 0);
  const show = (selfUs: number) =>
    `${((100 * selfUs) / totalUs).toFixed(1)} % | ${(selfUs / count).toFixed(1)} |`;
  const owners = sumByOwner(times);
  const shown = owners.filter(({ selfUs }) => selfUs / totalUs >= LEAST_SHARE);
  const restUs = owners.slice(shown.length).reduce((total, { selfUs }) => total + selfUs, 0);
  return [
    `${name}: ${count} requests in ${(result.windowMs / 1000).toFixed(1)} s, ${(totalUs / count).toFixed(0)} µs of the main thread each (being profiled costs some of it)`,
    '',
    '| where | share | µs a request |',
    '| --- | ---: | ---: |',
    ...shown.map(({ owner, selfUs }) => `| ${owner} | ${show(selfUs)}`),
    `| all others | ${show(restUs)}`,
    '',
    '| function | of | at | share | µs a request |',
    '| --- | --- | --- | ---: | ---: |',
    ...times
      .slice(0, topCount)
      .map(
        ({ functionName, owner, place, selfUs }) =>
          `| ${functionName} | ${owner} | ${place} | ${show(selfUs)}`,
      ),
    '',
  ].join('\n');
}
