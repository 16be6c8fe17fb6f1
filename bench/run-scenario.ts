import type { Group, LoadResult, WarmUp } from './load/load-plan.js';
import type { Load } from './load/start-load.js';
import type { Scenario } from './scenarios/scenarios.js';
import { checkServer } from './servers/check-server.js';
import type { ServerKind } from './servers/server-kind.js';
import { type RunningServer, startServer } from './servers/start-server.js';
import { startUpstream } from './upstream/start-upstream.js';

export interface Pace {
  readonly rounds: number;
  readonly warmUp: WarmUp;
  readonly windowMs: number;
}

export interface ServerRun {
  readonly name: string;
  readonly startMs: number;
  readonly rounds: readonly LoadResult[];
  /** As many, or none. */
  readonly baselines: readonly LoadResult[];
}

interface ScenarioDeps {
  readonly load: Load;
  readonly kinds: readonly ServerKind[];
  readonly pace: Pace;
  readonly makeDatabase: (ledger: 'sqlite' | 'postgres') => Promise<string | undefined>;
  readonly show: (text: string) => void;
}

/** Of a round after the first: the server is warm, the connections are new. */
export const SETTLING: WarmUp = { leastMs: 300, serverCpuMs: 0 };

/**
 * Starts every server afresh, checks that each answers rightly, and measures them by turns, round by round: whatever else the
 * machine does meets all of them.
 */
export async function runScenario(scenario: Scenario, deps: ScenarioDeps): Promise<ServerRun[]> {
  const upstream = await startUpstream({ delayMs: scenario.upstreamDelayMs });
  const servers: RunningServer[] = [];
  const runs = new Map<RunningServer, { rounds: LoadResult[]; baselines: LoadResult[] }>();
  try {
    for (const kind of deps.kinds) {
      if (scenario.describeLoad(kind.dialect) === null) continue;
      const databaseUrl = await deps.makeDatabase(scenario.ledger ?? 'sqlite');
      const server = await startServer(kind, {
        upstreamUrl: upstream.url,
        ...(databaseUrl !== undefined && { databaseUrl }),
      });
      servers.push(server);
      await checkServer(kind, server.port, scenario.operations);
      runs.set(server, { rounds: [], baselines: [] });
    }
    for (let round = 0; round < deps.pace.rounds; round += 1) {
      const warmUp = round === 0 ? deps.pace.warmUp : SETTLING;
      for (const [server, { rounds, baselines }] of runs) {
        const { kind } = server;
        deps.show(`${scenario.name}: round ${round + 1} of ${deps.pace.rounds}, ${kind.name}`);
        const measure = (groups: readonly Group[], warmUp: WarmUp) =>
          deps.load.run({
            ports: [server.port],
            headers: kind.headers,
            groups,
            warmUp,
            windowMs: deps.pace.windowMs,
            watched: { servers: [server.process.pid], upstream: upstream.process.pid },
          });
        rounds.push(await measure(scenario.describeLoad(kind.dialect) ?? [], warmUp));
        // After it, so that the server is as warm alone as beside.
        if (scenario.describeBaseline) {
          baselines.push(await measure(scenario.describeBaseline(kind.dialect), SETTLING));
        }
      }
    }
    return [...runs].map(([{ kind, startMs }, results]) => ({ name: kind.name, startMs, ...results }));
  } finally {
    for (const server of servers) await server.stop();
    await upstream.process.stop();
  }
}
