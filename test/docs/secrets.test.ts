import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { buy, findOffer } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';

const [OLD, NEW] = ['an old secret with 32 characters or more', 'a new secret with 32 characters or more.'];
const ROUNDS = [
  { OFFER_SECRET: OLD },
  { OFFER_SECRET: OLD, OFFER_SECRET_PREVIOUS: NEW },
  { OFFER_SECRET: NEW, OFFER_SECRET_PREVIOUS: OLD },
  { OFFER_SECRET: NEW },
] as const;

/** docs/running.md, "Secrets". */
describe('a new offer secret', () => {
  let sandbox: Sandbox;
  let replicas: TestService[];
  beforeAll(async () => {
    sandbox = await startSandbox();
    replicas = await Promise.all(ROUNDS.map((env) => startService({ sandbox, env })));
  });
  afterAll(async () => {
    for (const replica of replicas ?? []) await replica.stop();
    await sandbox?.close();
  });

  /** What a replica of one round makes of an offer that one of another has signed: null when it takes it. */
  async function findProblem(seller: number, buyer: number): Promise<string | null | undefined> {
    const [from, to] = [replicas[seller], replicas[buyer]];
    if (from === undefined || to === undefined) throw new Error('there is no such round');
    const { data } = await buy(to, { offerId: await findOffer(from) });
    return data?.renew.problem === null ? null : data?.renew.problem?.code;
  }

  test.each([0, 1, 2])(
    'keeps offers good while replicas of round %i and the next run side by side',
    async (round) => {
      expect(await findProblem(round, round + 1)).toBeNull();
      expect(await findProblem(round + 1, round)).toBeNull();
    },
  );

  test('loses offers in two rounds, until all replicas have the new one', async () => {
    expect(await findProblem(2, 0)).toBe('OFFER_INVALID');
  });
});
