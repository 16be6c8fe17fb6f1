import { type Load, startLoad } from '../../bench/load/start-load.js';
import { PURCHASE } from '../../bench/scenarios/purchase.js';
import { SCENARIOS } from '../../bench/scenarios/scenarios.js';
import { checkServer } from '../../bench/servers/check-server.js';
import { RAW, SERVICE } from '../../bench/servers/server-kinds.js';
import { type RunningServer, startServer } from '../../bench/servers/start-server.js';
import { describeSoakLoad } from '../../bench/soak/soak-load.js';
import { startUpstream, type Upstream } from '../../bench/upstream/start-upstream.js';

// The benchmark pins processes and reads /proc.
const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

describeOnLinux('the benchmark', () => {
  let upstream: Upstream;
  let load: Load;
  let servers: RunningServer[];

  beforeAll(async () => {
    upstream = await startUpstream({ delayMs: 0 });
    load = startLoad();
    servers = [];
    for (const kind of [SERVICE, RAW]) servers.push(await startServer(kind, { upstreamUrl: upstream.url }));
  });

  afterAll(async () => {
    for (const server of servers) await server.stop();
    await load.process.stop();
    await upstream.process.stop();
  });

  async function run(server: RunningServer, groups: Parameters<Load['run']>[0]['groups']) {
    const { groups: results } = await load.run({
      ports: [server.port],
      headers: server.kind.headers,
      groups,
      warmUp: { leastMs: 50, serverCpuMs: 0 },
      windowMs: 300,
      watched: { servers: [server.process.pid], upstream: upstream.process.pid },
    });
    return results;
  }

  it('gets the same right answers from the service and from the practical limit', async () => {
    for (const { kind, port } of servers) await checkServer(kind, port, ['isps', 'one', 'text', 'ten']);
  });

  it('finds a wrong answer before it measures', async () => {
    const [service] = servers;
    if (service === undefined) throw new Error('the service did not start');
    const one = {
      ...SERVICE.dialect.one,
      body: SERVICE.dialect.one?.body ?? '',
      expect: () => ({ subscriber: {} }),
    };
    const check = checkServer({ ...SERVICE, dialect: { ...SERVICE.dialect, one } }, service.port, ['one']);
    await expect(check).rejects.toThrow('service answers one wrongly');
  });

  it('loads each server with the mixture and gets no wrong answer', async () => {
    const mix = SCENARIOS.find(({ name }) => name === 'mix');
    for (const server of servers) {
      const groups = mix?.describeLoad(server.kind.dialect) ?? [];
      expect(await run(server, groups)).toEqual([
        expect.objectContaining({ errorCount: 0, firstError: null }),
      ]);
    }
  });

  it('counts an answer that is not the one asked for', async () => {
    const [, raw] = servers;
    if (raw === undefined) throw new Error('raw did not start');
    // It has no mutations, and answers something else.
    const [result] = await run(raw, [
      { name: 'renewals', connections: 1, perSecond: null, steps: [PURCHASE] },
    ]);
    expect(result?.count).toBe(0);
    expect(result?.errorCount).toBeGreaterThan(0);
  });

  it('spreads its connections over several servers, and takes what they use together', async () => {
    const { groups, overall, server, database } = await load.run({
      ports: servers.map(({ port }) => port),
      headers: SERVICE.headers,
      // Only one of the two can answer it.
      groups: [{ name: 'renewals', connections: 2, perSecond: null, steps: [PURCHASE] }],
      warmUp: { leastMs: 50, serverCpuMs: 0 },
      windowMs: 300,
      watched: { servers: servers.map(({ process }) => process.pid), upstream: upstream.process.pid },
    });
    expect(groups[0]?.count).toBeGreaterThan(0);
    expect(groups[0]?.errorCount).toBeGreaterThan(0);
    expect(overall.count).toBeGreaterThan(groups[0]?.count ?? 0);
    expect(server.cpuMs).toBeGreaterThan(0);
    expect(database).toBeNull();
  });

  it('is refused what a soak must not get, for the right reason, and goes on after a connection was closed for it', async () => {
    const [service] = servers;
    if (service === undefined) throw new Error('the service did not start');
    const bad = describeSoakLoad().filter(({ name }) => name === 'bad requests');
    const [result] = await run(
      service,
      bad.map((group) => ({ ...group, perSecond: null })),
    );
    expect(result).toMatchObject({ errorCount: 0, firstError: null });
  });

  it('buys from the service what it looked up', async () => {
    const [service] = servers;
    if (service === undefined) throw new Error('the service did not start');
    const [result] = await run(service, [
      { name: 'renewals', connections: 2, perSecond: null, steps: [PURCHASE] },
    ]);
    expect(result).toMatchObject({ errorCount: 0, firstError: null });
    expect(result?.count).toBeGreaterThan(0);
  });
});
