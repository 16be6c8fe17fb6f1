import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { IspsDocument, RenewDocument, SubscriberDocument } from '../../client/generated/graphql.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import type { TestPostgres } from '../support/postgres.js';
import type { Violation } from './books.js';
import { makeFolder, removeFolder } from './cleanup.js';
import { ask, fetchStatus, SHOPS } from './gateway.js';
import type { Endpoint } from './replica.js';
import { describeEnvironment } from './service-env.js';
import { type ServiceProcess, startServiceProcess } from './service-process.js';

const RECOVERY_TIMEOUT_MS = 20_000;
const SLUG = 'fast-speed';

/**
 * Takes the database away from a running service and gives it back. Meanwhile no purchase may be accepted or sent,
 * catalogue and lookups go on, and readiness says so; afterwards the same process works again by itself.
 */
export async function checkDatabaseLoss(postgres: TestPostgres): Promise<Violation[]> {
  const folder = makeFolder();
  const sandbox = await startSandbox();
  const databaseUrl = await postgres.createDatabase();
  const life = startServiceProcess(describeEnvironment({ sandbox, databaseUrl, folder }));
  const dispatcher = new Agent();
  try {
    const url = await life.ready;
    if (url === null) return [misconduct(`it does not start: ${life.lastWords()}`)];
    const countOrders = () => sandbox.control.requests().counts.commit;
    const faults = await observe({ endpoint: { url, dispatcher }, life, postgres, countOrders }).catch(
      (error: unknown) => [`no answer (${String(error)}): ${life.lastWords()}`],
    );
    return faults.map(misconduct);
  } finally {
    life.signal('SIGKILL');
    await life.ended;
    await dispatcher.destroy();
    await sandbox.close();
    removeFolder(folder);
  }
}

interface Scene {
  readonly endpoint: Endpoint;
  readonly life: ServiceProcess;
  readonly postgres: TestPostgres;
  countOrders(): number;
}

async function observe({ endpoint, life, postgres, countOrders }: Scene): Promise<string[]> {
  const faults: string[] = [];
  const expect = (isSo: boolean, what: string) => {
    if (!isSo) faults.push(what);
  };
  const order = { offerId: await findOffer(endpoint), idempotencyKey: randomUUID() };
  const renew = () => ask(endpoint, RenewDocument, order, { client: SHOPS[0] });
  expect((await fetchStatus(endpoint, '/readyz')) === 200, 'not ready although the database is up');

  await postgres.kill();
  try {
    const refused = await renew();
    expect(refused.data === null && refused.errors.length > 0, 'renew was not refused without the database');
    expect(countOrders() === 0, 'an order was sent without the database');
    const { data: isps } = await ask(endpoint, IspsDocument, {}, { client: SHOPS[0] });
    expect((isps?.isps.length ?? 0) > 0, 'isps does not answer without the database');
    expect((await findOffer(endpoint)) !== '', 'subscriber does not answer without the database');
    expect((await fetchStatus(endpoint, '/readyz')) === 503, 'readyz is not 503 without the database');
    expect((await fetchStatus(endpoint, '/healthz')) === 200, 'healthz is not 200 without the database');
  } finally {
    await postgres.restart();
  }

  expect(await becomesReady(endpoint), 'it does not recover by itself once the database is back');
  const bought = await renew();
  expect(
    bought.data?.renew.renewal?.status === 'SUCCEEDED',
    `the same purchase fails afterwards: ${JSON.stringify(bought)}`,
  );
  expect(countOrders() === 1, `${countOrders()} orders were sent for one purchase`);
  expect(!life.hasEnded(), 'the process has ended');
  return faults;
}

async function findOffer(endpoint: Endpoint): Promise<string> {
  const { data } = await ask(
    endpoint,
    SubscriberDocument,
    { slug: SLUG, username: 'plain' },
    { client: SHOPS[0] },
  );
  return data?.subscriber?.plans[0]?.offers[0]?.id ?? '';
}

async function becomesReady(endpoint: Endpoint): Promise<boolean> {
  const deadlineMs = performance.now() + RECOVERY_TIMEOUT_MS;
  while (performance.now() < deadlineMs) {
    if ((await fetchStatus(endpoint, '/readyz')) === 200) return true;
    await sleep(100);
  }
  return false;
}

function misconduct(what: string): Violation {
  return { rule: 'misconduct', what: `lost database: ${what}`, username: null };
}
