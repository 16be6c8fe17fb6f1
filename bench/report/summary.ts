import type { GroupResult, LoadResult } from '../load/load-plan.js';
import type { ServerRun } from '../run-scenario.js';

/** One server in one scenario, each figure the median of its rounds. */
export interface Summary {
  readonly name: string;
  readonly requestsPerSecond: number;
  /** Of the first group alone. */
  readonly cpuUsPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly peakRssMb: number;
  /** Of a core, used by the server, all its threads. */
  readonly busyShare: number;
  /** Its main thread's, on the core or waiting for it while others had it: near 1, it had work all the time. */
  readonly wantedShare: number;
  /** Of a core, used by load and upstream together. */
  readonly restShare: number;
  /** Over all rounds, and groups. */
  readonly errorCount: number;
  readonly firstError: string | null;
  /** From the start of its process to its first answer. */
  readonly startMs: number;
  /** Of the groups beside the first, such as the lookups beside renewals. */
  readonly beside: readonly {
    readonly name: string;
    readonly perSecond: number;
    readonly p50Ms: number;
    readonly p99Ms: number;
    /** Of the same requests with nothing beside them. */
    readonly aloneP50Ms: number;
    readonly aloneP99Ms: number;
  }[];
}

const BYTES_PER_MB = 1_048_576;

export function summarize({ name, startMs, rounds, baselines }: ServerRun): Summary {
  const over = (read: (round: LoadResult) => number) => median(rounds.map(read));
  const groups = rounds.flatMap((round) => round.groups);
  return {
    name,
    startMs,
    requestsPerSecond: over((round) => perSecond(round, first(round))),
    cpuUsPerRequest: median(rounds.map((round, index) => cpuUsPerRequest(round, baselines[index]))),
    p50Ms: over((round) => first(round).p50Ms),
    p99Ms: over((round) => first(round).p99Ms),
    peakRssMb: Math.max(...rounds.map(({ server }) => server.peakRssBytes)) / BYTES_PER_MB,
    busyShare: over(({ server, windowMs }) => server.cpuMs / windowMs),
    wantedShare: over(({ server, windowMs }) => server.wantedMs / windowMs),
    restShare: over(({ load, upstream, windowMs }) => (load.cpuMs + upstream.cpuMs) / windowMs),
    errorCount: groups.reduce((total, { errorCount }) => total + errorCount, 0),
    firstError: groups.find(({ firstError }) => firstError !== null)?.firstError ?? null,
    beside: (rounds[0]?.groups ?? []).slice(1).map((group, index) => ({
      name: group.name,
      perSecond: over((round) => perSecond(round, round.groups[index + 1] ?? group)),
      p50Ms: over(({ groups }) => groups[index + 1]?.p50Ms ?? 0),
      p99Ms: over(({ groups }) => groups[index + 1]?.p99Ms ?? 0),
      aloneP50Ms: median(baselines.map(({ groups }) => groups[index]?.p50Ms ?? 0)),
      aloneP99Ms: median(baselines.map(({ groups }) => groups[index]?.p99Ms ?? 0)),
    })),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** What runs beside is taken off, at what it costs alone. */
function cpuUsPerRequest(round: LoadResult, baseline: LoadResult | undefined): number {
  const besideCount = round.groups.slice(1).reduce((total, { count }) => total + count, 0);
  const aloneMs = baseline === undefined ? 0 : baseline.server.cpuMs / Math.max(1, first(baseline).count);
  return ((round.server.cpuMs - besideCount * aloneMs) * 1000) / Math.max(1, first(round).count);
}

function first({ groups: [group] }: LoadResult): GroupResult {
  if (group === undefined) throw new Error('a load without a group');
  return group;
}

function perSecond({ windowMs }: LoadResult, { count }: GroupResult): number {
  return (count * 1000) / windowMs;
}
