import fc from 'fast-check';
import { type ScanFilter, scanRenewals } from '../../src/books/scan.js';
import type { Ledger } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { anEvent, aRenewal, FAILED, SUCCEEDED } from '../support/renewal-builder.js';

const START_MS = 1_767_225_600_000;

async function collect(ledger: Ledger, filter: ScanFilter = {}, pageSize?: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of scanRenewals(ledger, filter, pageSize)) ids.push(...page.map(({ id }) => id));
  return ids;
}

describe('a scan of the ledger', () => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await openLedger({ url: 'sqlite::memory:', environment: 'sandbox' });
  });
  afterEach(() => ledger.close());

  it('gives each renewal once, newest first, over many pages with gaps of any length', async () => {
    const gaps = [0, 0, 1, 3, 1000, 86_400_000, 2_000_000_000];
    const expected: string[] = [];
    let createdAtMs = START_MS;
    for (let n = 0; n < 3500; n += 1) {
      createdAtMs += gaps[(n * n) % 11] ?? 1;
      const id = `id-${String(n).padStart(5, '0')}`;
      const progress = n % 50 === 0 ? FAILED : n % 7 === 0 ? {} : SUCCEEDED;
      await ledger.record(aRenewal({ id, createdAtMs, ...progress }), anEvent());
      expected.unshift(id);
    }
    expect(await collect(ledger)).toEqual(expected);
    const fromMs = START_MS + 5_000_000_000;
    const bounded = await collect(ledger, { createdFromMs: fromMs, statuses: ['SUCCEEDED', 'PENDING'] });
    expect(bounded.length).toBeGreaterThan(500);
    expect(new Set(bounded).size).toBe(bounded.length);
  }, 60_000);

  it.each([
    ['at the very end of where it looks', [100, 98, 95, 94]],
    ['one before it', [100, 98, 94, 50]],
    ['one after it', [100, 98, 96, 95, 95, 94]],
    ['far beyond it', [100, 98, -5000, -5001, -9000]],
    ['at one instant', [100, 100, 100, 100, 100, 99]],
  ])('gives a renewal once that lies %s', async (_, offsets) => {
    for (const offset of offsets)
      await ledger.record(aRenewal({ createdAtMs: START_MS + offset }), anEvent());
    const found: number[] = [];
    for await (const page of scanRenewals(ledger, {}, 2)) {
      found.push(...page.map(({ createdAtMs }) => createdAtMs - START_MS));
      // A scan that turns in circles would never let the test end.
      if (found.length > offsets.length) break;
    }
    expect(found).toEqual(offsets);
  });

  it('leaves out what is made meanwhile and misses nothing that was there', async () => {
    for (let n = 0; n < 2500; n += 1)
      await ledger.record(aRenewal({ createdAtMs: START_MS + n, ...SUCCEEDED }), anEvent());
    const seen: string[] = [];
    for await (const page of scanRenewals(ledger, {})) {
      seen.push(...page.map(({ id }) => id));
      await ledger.record(aRenewal({ createdAtMs: START_MS + 1_000_000 }), anEvent());
    }
    expect(seen).toHaveLength(2500);
    expect(new Set(seen).size).toBe(2500);
  });

  it('finds whatever is there, however it lies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
        fc.option(fc.integer({ min: 0, max: 60 })),
        async (offsets, from) => {
          const client = `client-${offsets.join('-')}-${from}`;
          for (const offset of offsets)
            await ledger.record(aRenewal({ client, createdAtMs: START_MS + offset }), anEvent());
          const expected = offsets.filter((offset) => from === null || offset >= from).length;
          const filter = { client, ...(from !== null && { createdFromMs: START_MS + from }) };
          const found = await collect(ledger, filter, 5);
          expect(found).toHaveLength(expected);
          expect(new Set(found).size).toBe(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('reads no page before it is asked for', async () => {
    for (let n = 0; n < 1500; n += 1) await ledger.record(aRenewal({ createdAtMs: START_MS + n }), anEvent());
    let pageCount = 0;
    const counting: Pick<Ledger, 'list'> = {
      list(query) {
        pageCount += 1;
        return ledger.list(query);
      },
    };
    const scan = scanRenewals(counting, {});
    await scan.next();
    expect(pageCount).toBe(1);
    await scan.next();
    expect(pageCount).toBe(2);
    await scan.return();
    expect(pageCount).toBe(2);
  });
});
