import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { choose } from '../choose.js';
import { startLoad } from '../load/start-load.js';
import { readNumber } from '../options.js';
import { createDatabases } from '../postgres.js';
import { makeFolder } from '../process/cleanup.js';
import { keepAwake } from '../process/keep-awake.js';
import { SCENARIOS } from '../scenarios/scenarios.js';
import { RAW, SERVICE } from '../servers/server-kinds.js';
import { startServer } from '../servers/start-server.js';
import { startUpstream } from '../upstream/start-upstream.js';
import { addUpSelfTimes, type CpuProfile } from './cpu-profile.js';
import { formatProfile } from './format-profile.js';

const USAGE = `usage: npm run bench:profile -- [--scenario one] [--only service] [--seconds 5] [--top 40]

Runs one server under the load of one scenario and tells where its time goes: by package, and by function.
`;

const WARM_UP = { leastMs: 1000, serverCpuMs: 5000 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string', default: 'one' },
      only: { type: 'string', default: 'service' },
      seconds: { type: 'string', default: '5' },
      top: { type: 'string', default: '40' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const [scenario] = choose('scenario', [values.scenario], SCENARIOS);
  const [kind] = choose('server', [values.only], [SERVICE, RAW]);
  if (scenario === undefined || kind === undefined) return;
  const windowMs = readNumber('--seconds', values.seconds, { least: 1, most: 60 }) * 1000;
  const topCount = readNumber('--top', values.top, { least: 1, most: 500 });
  const folder = makeFolder();
  const databases = createDatabases();
  const load = startLoad();
  const awake = keepAwake();
  const upstream = await startUpstream({ delayMs: scenario.upstreamDelayMs });
  try {
    const databaseUrl = await databases.make(scenario.ledger ?? 'sqlite');
    const server = await startServer(kind, {
      upstreamUrl: upstream.url,
      ...(databaseUrl !== undefined && { databaseUrl }),
      nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval', '250'],
    });
    const result = await load.run({
      ports: [server.port],
      headers: kind.headers,
      groups: scenario.describeLoad(kind.dialect) ?? [],
      warmUp: WARM_UP,
      windowMs,
      watched: { servers: [server.process.pid], upstream: upstream.process.pid },
    });
    // It writes its profile when it ends.
    await server.stop();
    const times = addUpSelfTimes(readProfile(folder), result);
    process.stdout.write(formatProfile(times, { name: `${kind.name}, ${scenario.name}`, topCount, result }));
  } finally {
    await awake.stop();
    await load.process.stop();
    await upstream.process.stop();
    await databases.stop();
  }
}

function readProfile(folder: string): CpuProfile {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) throw new Error('the server left no profile');
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
