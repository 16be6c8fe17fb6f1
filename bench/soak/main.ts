import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startLoad } from '../load/start-load.js';
import { readNumber } from '../options.js';
import { createDatabases } from '../postgres.js';
import { SERVICE } from '../servers/server-kinds.js';
import { type RunningServer, startServer } from '../servers/start-server.js';
import { startUpstream } from '../upstream/start-upstream.js';
import { formatSoak, judge } from './format-soak.js';
import { openGarbageCollection } from './garbage.js';
import { type Sample, takeSample } from './sample.js';
import { describeSoakLoad } from './soak-load.js';

const USAGE = `usage: npm run soak -- [--minutes 10] [--ledger sqlite|postgres]

Runs the service under a mixed load (lookups, ISPs, renewals, bad requests) and tells whether its memory and its open
descriptors stay flat. Exits 1 when one grows, or when an answer was wrong.
`;

const ROW_COUNT = 40;
const UPSTREAM_DELAY_MS = 5;
const WARM_UP = { leastMs: 2000, serverCpuMs: 0 };

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      ledger: { type: 'string', default: 'sqlite' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return true;
  }
  const minutes = readNumber('--minutes', values.minutes, { least: 0.5, most: 1440 });
  const { ledger } = values;
  if (ledger !== 'sqlite' && ledger !== 'postgres') throw new Error('--ledger must be sqlite or postgres');
  const databases = createDatabases();
  const load = startLoad();
  const upstream = await startUpstream({ delayMs: UPSTREAM_DELAY_MS });
  const databaseUrl = await databases.make(ledger);
  const server = await startServer(SERVICE, {
    upstreamUrl: upstream.url,
    ...(databaseUrl !== undefined && { databaseUrl }),
    nodeArguments: ['--inspect=0'],
  });
  const secondsPerRow = (minutes * 60) / ROW_COUNT;
  try {
    const running = load.run({
      ports: [server.port],
      headers: SERVICE.headers,
      groups: describeSoakLoad(),
      warmUp: WARM_UP,
      windowMs: minutes * 60_000,
      watched: { servers: [server.process.pid], upstream: upstream.process.pid },
    });
    const [result, rows] = await Promise.all([running, watch(server, secondsPerRow)]);
    process.stdout.write(formatSoak({ rows, secondsPerRow, result }));
    const firstError = result.groups.find((group) => group.firstError !== null)?.firstError;
    if (firstError) process.stderr.write(`the first error: ${firstError}\n`);
    return judge(rows).every(({ isFlat }) => isFlat) && firstError === undefined;
  } finally {
    await server.stop();
    await load.process.stop();
    await upstream.process.stop();
    await databases.stop();
  }
}

async function watch(server: RunningServer, secondsPerRow: number): Promise<Sample[]> {
  const garbage = await openGarbageCollection(server.process);
  const rows: Sample[] = [];
  const startedAtMs = performance.now();
  for (let row = 1; row <= ROW_COUNT; row += 1) {
    // By the clock, so that the last row is read while the load still runs.
    await sleep(Math.max(0, startedAtMs + row * secondsPerRow * 1000 - performance.now()));
    rows.push(await takeSample(server, garbage));
  }
  garbage.close();
  return rows;
}

main().then(
  (isFine) => process.exit(isFine ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
