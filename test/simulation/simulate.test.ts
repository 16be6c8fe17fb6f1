import { runCampaign } from '../../src/simulation/campaign.js';
import { writeHistory } from '../../src/simulation/history.js';
import { simulateSeed } from '../../src/simulation/simulate.js';

const SLICE = 2_000;

describe('the simulation', () => {
  it(`keeps every promise over ${SLICE} seeds`, async () => {
    const result = await runCampaign({ firstSeed: 1, seedCount: SLICE, workers: 0, maxFailures: 1 });
    process.stdout.write(`simulated ${result.seedsDone} seeds, ${result.steps} steps\n`);
    expect(result.failures).toEqual([]);
    expect(result.seedsDone).toBe(SLICE);
  }, 60_000);

  it('makes all kinds of trouble happen', async () => {
    const { coverage } = await runCampaign({ firstSeed: 1, seedCount: 500, workers: 0, maxFailures: 1 });
    const wanted = [
      'replica crashes',
      'replica freezes',
      'ledger failures before the write',
      'ledger failures after the write',
      'orders denied though recorded',
      'orders that arrived late',
      'order answers lost',
      'delivery reports forged',
      'delivery reports repeated',
      'saves that came second',
      'settled: PENDING to FAILED, NOT_RECORDED',
      'settled: SUCCEEDED to REFUNDED',
      'flagged: CONTRADICTION',
      'flagged: TOKEN_CHANGED',
      'flagged: VANISHED',
    ];
    expect(wanted.filter((name) => !coverage.has(name))).toEqual([]);
  }, 60_000);

  it.each([1, 17, 441])('plays seed %d the same twice', async (seed) => {
    const first = await simulateSeed(seed);
    const second = await simulateSeed(seed);
    expect(writeHistory(second.entries)).toBe(writeHistory(first.entries));
    expect(first.entries.length).toBeGreaterThan(10);
  });

  it('plays different seeds differently', async () => {
    const [first, second] = [await simulateSeed(1), await simulateSeed(2)];
    expect(writeHistory(second.entries)).not.toBe(writeHistory(first.entries));
  });
});
