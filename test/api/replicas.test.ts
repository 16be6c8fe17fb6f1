import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { IspsDocument, RenewalDocument, RenewalsDocument } from '../../client/generated/graphql.js';
import { eventually } from '../support/eventually.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { buy, findOffer, purchase } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';

describe('replicas over one PostgreSQL', () => {
  let postgres: TestPostgres;
  let first: TestService;
  let second: TestService;
  beforeAll(async () => {
    postgres = await startPostgres();
    const env = { DATABASE_URL: await postgres.createDatabase() };
    first = await startService({ env });
    second = await startService({ env, sandbox: first.sandbox });
  }, 60_000);
  beforeEach(() => first.sandbox.control.reset());
  afterAll(async () => {
    await second?.stop();
    await first?.stop();
    await postgres?.stop();
  });

  test("start together on an empty database, and see each other's renewals", async () => {
    const { id } = await purchase(first);
    const { data } = await second.ask(RenewalDocument, { id });
    expect(data?.renewal).toMatchObject({ id, status: 'SUCCEEDED' });
  });

  test('make one renewal of 20 duplicates sent to both', async () => {
    const offerId = await findOffer(first);
    const idempotencyKey = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => buy(i % 2 ? first : second, { offerId, idempotencyKey })),
    );
    expect(new Set(answers.map(({ data }) => data?.renew.renewal?.id)).size).toBe(1);
    expect(first.sandbox.control.requests().counts.commit).toBe(1);
  });

  test("sell one lookup's offers once, whoever asks whom", async () => {
    const offerId = await findOffer(second);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => buy(i % 2 ? first : second, { offerId })),
    );
    expect(answers.filter(({ data }) => data?.renew.problem === null)).toHaveLength(1);
    expect(first.sandbox.control.charges()).toHaveLength(1);
  });

  test('accept no purchase while the database is away, send nothing, read on, and recover by themselves', async () => {
    if (!postgres.canRestart) return;
    const offerId = await findOffer(first);
    await postgres.kill();
    const refused = await buy(first, { offerId });
    expect(refused.data).toBeNull();
    expect(refused.errors[0]).toMatchObject({
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: true },
    });
    expect(first.sandbox.control.requests().counts.commit).toBe(0);
    expect((await first.ask(IspsDocument)).data?.isps).toHaveLength(14);
    expect(await findOffer(second)).toEqual(expect.any(String));
    expect((await request(`${first.url}/readyz`)).statusCode).toBe(503);
    const metrics = await request(`${first.url}/metrics`);
    expect({ status: metrics.statusCode, text: await metrics.body.text() }).toEqual({
      status: 200,
      text: expect.stringContaining('ledger_up 0\n'),
    });

    await postgres.restart();
    await eventually(
      async () => (await request(`${first.url}/readyz`)).statusCode,
      (status) => status === 200,
    );
    const { data } = await buy(first, { offerId });
    expect(data?.renew.renewal?.status).toBe('SUCCEEDED');
    const list = await second.ask(RenewalsDocument, { first: 1 });
    expect(list.data?.renewals.edges[0]?.node.id).toBe(data?.renew.renewal?.id);
  }, 60_000);
});
