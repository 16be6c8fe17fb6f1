import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ordersSdl, startOrders } from './orders/subgraph.ts';
import { startRouter } from './routers/router.ts';

const PROJECT = new URL('../../', import.meta.url);
const SERVICE_PORT = '4001';

/**
 * `node start.ts [hive|apollo]`: the orders subgraph and a router. RENEWALS_URL says where the renewals subgraph is; without it
 * the service itself is started too, over its sandbox. PORT is the router's.
 */
async function main(name = 'hive'): Promise<void> {
  const { PORT = '4000', ORDERS_PORT = '4002', RENEWALS_URL } = process.env;
  const renewals = {
    name: 'renewals',
    url: RENEWALS_URL || (await startService()),
    sdl: readFileSync(new URL('schema.graphql', PROJECT), 'utf8'),
  };
  const orders = { name: 'orders', url: await startOrders(Number(ORDERS_PORT)), sdl: ordersSdl };
  const url = await startRouter(name, { subgraphs: [renewals, orders], port: Number(PORT) });
  const lines = [
    `Supergraph  ${url}   (${name})`,
    `renewals    ${renewals.url}`,
    `orders      ${orders.url}`,
  ];
  process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}

/** The service as `npm start` starts it, in the project's folder. */
async function startService(): Promise<string> {
  const service = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: PROJECT,
    env: { ...process.env, PORT: SERVICE_PORT, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  service.on('exit', (code) => process.exit(code ?? 1));
  process.on('exit', () => service.kill());
  await waitFor(`http://127.0.0.1:${SERVICE_PORT}/readyz`);
  return `http://127.0.0.1:${SERVICE_PORT}/graphql`;
}

const ATTEMPTS = 100;
const PAUSE_MS = 100;

async function waitFor(url: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`${url} does not answer`);
}

// Nothing here outlives the process, so nothing has to be put in order first.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
await main(process.argv[2]);
