import type { Usage } from '../process/proc.js';

/** Replaced, each time, by a name that was never asked for before. */
export const USERNAME_MARK = '__USERNAME__';
/** In a follow-up: replaced by the first offer of the answer before. */
export const OFFER_MARK = '__OFFER__';

/** One request, and what its answer must be to count. */
export interface Step {
  /** JSON in ASCII. */
  readonly body: string;
  readonly status: number;
  /** Must be in the answer; may hold the mark of a name, which stands for the last one in the body. */
  readonly mustHold: string;
  readonly mustNotHold: string | null;
  /** Asked next on the same connection; then it is this one that is counted and timed, not the first. */
  readonly followUp: Step | null;
}

/** Connections that ask alike, one request at a time each. */
export interface Group {
  readonly name: string;
  readonly connections: number;
  /** Of all its connections together; null for as many as are answered. */
  readonly perSecond: number | null;
  /** Asked in turn. */
  readonly steps: readonly Step[];
}

/** How long the load runs before anything is counted. */
export interface WarmUp {
  readonly leastMs: number;
  /** And until the server has used so much: on a busy machine, time alone compiles nothing. Bounded all the same. */
  readonly serverCpuMs: number;
}

export interface LoadPlan {
  /** Each gets as many of a group's connections as the others, or one more. */
  readonly ports: readonly number[];
  readonly headers: Readonly<Record<string, string>>;
  readonly groups: readonly Group[];
  readonly warmUp: WarmUp;
  readonly windowMs: number;
  /** Whose use of the machine is read at both ends of the window. */
  readonly watched: Watched;
}

/** Process ids. */
export interface Watched {
  readonly servers: readonly number[];
  readonly upstream: number;
  /** The first of its processes; the others are its children. */
  readonly database?: number;
}

export interface GroupResult {
  readonly name: string;
  readonly count: number;
  readonly errorCount: number;
  readonly firstError: string | null;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface LoadResult {
  /** As it was; a busy machine makes it longer than was asked for. */
  readonly windowMs: number;
  readonly groups: readonly GroupResult[];
  /** Of all groups: warm-up, window, and what was under way at its end. */
  readonly overall: GroupResult;
  /** Of all servers together. */
  readonly server: Usage;
  readonly upstream: Usage;
  /** Null when none was watched. */
  readonly database: Usage | null;
  readonly load: Usage;
  /** Monotonic, in microseconds: the clock of a CPU profile. */
  readonly beganAtUs: number;
  readonly endedAtUs: number;
}
