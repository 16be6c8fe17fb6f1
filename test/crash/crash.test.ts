import { type CampaignOptions, type LedgerResult, runCampaign } from './campaign.js';
import { parseOptions } from './options.js';
import { countKills, printViolations } from './report.js';

const SEED = 20_260_101;

async function run(options: Pick<CampaignOptions, 'ledgers' | 'killCount'>): Promise<LedgerResult> {
  const [result] = await runCampaign({ ...options, seed: SEED, replicaCount: 3, laneCount: 1 });
  if (!result) throw new Error('there is no result');
  // The evidence, if there is any, is what a failing test should show.
  if (result.violations.length > 0) throw new Error(printViolations(result));
  return result;
}

/** A slice of `npm run crash-test`; docs/crash-test.md has the long run. */
describe('a service whose processes are killed at any moment', () => {
  it('loses, doubles and forgets no order on SQLite', async () => {
    const result = await run({ ledgers: ['sqlite'], killCount: 10 });
    expect(countKills(result)).toBe(10);
    expect(result.tally.purchases).toBeGreaterThan(0);
  }, 120_000);

  it('loses, doubles and forgets no order on PostgreSQL, whose own processes are killed too', async () => {
    const result = await run({ ledgers: ['postgres'], killCount: 6 });
    expect(countKills(result)).toBe(6);
    // A server that is not ours is left alive.
    expect(result.kills.database).toBe(process.env['TEST_DATABASE_URL'] ? 0 : 1);
  }, 120_000);
});

describe('the options of the crash campaign', () => {
  it('are three replicas on both ledgers unless told otherwise', () => {
    expect(parseOptions(['--kills', '20', '--seed', '7'])).toEqual({
      ledgers: ['sqlite', 'postgres'],
      killCount: 20,
      seed: 7,
      replicaCount: 3,
      laneCount: 2,
    });
  });

  it.each([
    [[]],
    [['--kills', '0']],
    [['--kills', '1.5']],
    [['--kills', '9', '--ledger', 'mysql']],
    [['--kill', '9']],
  ])('are refused when they make no sense: %j', (args) => {
    expect(() => parseOptions(args)).toThrow();
  });
});
