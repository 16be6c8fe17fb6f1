import type { Dialect } from '../scenarios/operations.js';

/** What a server under test is given. */
export interface Surroundings {
  readonly port: number;
  readonly upstreamUrl: string;
  /** Temporary, its own. */
  readonly folder: string;
  readonly databaseUrl: string;
}

export interface LaunchPlan {
  readonly nodeArguments: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface ServerKind {
  readonly name: string;
  /** For the report: what it is, in a line. */
  readonly title: string;
  readonly dialect: Dialect;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it needs what `bench/competitors` installs. */
  readonly isCompetitor: boolean;
  readonly describeLaunch: (surroundings: Surroundings) => LaunchPlan;
}
