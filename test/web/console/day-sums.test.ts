import fc from 'fast-check';
import { OUTCOMES, type SummedRenewal, sumDay } from '../../../web/console/model/day-sums.js';
import { fromPaisa } from '../../../web/console/model/paisa.js';

function aRenewal(part: {
  status: SummedRenewal['status'];
  amount?: string;
  refunds?: string[];
  slug?: string;
  createdAt?: string;
  needsAttention?: boolean;
}): SummedRenewal {
  const { status, amount = '1000.00', refunds = [], slug = 'vns', needsAttention = false } = part;
  return {
    status,
    needsAttention,
    createdAt: part.createdAt ?? '2026-11-24T06:15:00.000Z',
    isp: { slug, name: slug.toUpperCase() },
    amount: { amount },
    refunds: refunds.map((each) => ({ amount: { amount: each } })),
  };
}

test.each([
  ['SUCCEEDED', [], { deducted: 100000n, held: 0n, givenBack: 0n }],
  ['SUCCEEDED', ['1.00'], { deducted: 99900n, held: 0n, givenBack: 100n }],
  ['PENDING', [], { deducted: 0n, held: 100000n, givenBack: 0n }],
  ['FAILED', [], { deducted: 0n, held: 0n, givenBack: 100000n }],
  ['FAILED', ['1000.00'], { deducted: 0n, held: 0n, givenBack: 100000n }],
  ['REFUNDED', ['1000.00'], { deducted: 0n, held: 0n, givenBack: 100000n }],
] as const)('money of a %s renewal with refunds of %j', (status, refunds, sums) => {
  const { total } = sumDay([aRenewal({ status, refunds: [...refunds] })]);
  expect(total).toMatchObject({ count: 1, ordered: 100000n, ...sums });
});

test('whatever happened, what was deducted, held and given back is what was ordered, to the paisa', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 9n }).map(fromPaisa);
  const renewal = fc
    .record({
      status: fc.constantFrom(...OUTCOMES),
      amount,
      refunds: fc.array(amount, { maxLength: 3 }),
      slug: fc.constantFrom('a', 'b', 'c'),
    })
    .map(aRenewal);
  fc.assert(
    fc.property(fc.array(renewal, { maxLength: 30 }), (renewals) => {
      const { total, byIsp, byOutcome, byHour } = sumDay(renewals);
      expect(total.deducted + total.held + total.givenBack).toBe(total.ordered);
      expect(byIsp.reduce((sum, { ordered }) => sum + ordered, 0n)).toBe(total.ordered);
      expect(byOutcome.reduce((sum, { ordered }) => sum + ordered, 0n)).toBe(total.ordered);
      expect(byHour.reduce((sum, count) => sum + count, 0)).toBe(renewals.length);
    }),
  );
});

test('ISPs come with the largest first, renewals in the hour of Kathmandu, and flags are counted', () => {
  const { byIsp, byHour, flagged } = sumDay([
    aRenewal({ status: 'SUCCEEDED', slug: 'small', amount: '1.00', createdAt: '2026-11-23T18:15:00.000Z' }),
    aRenewal({
      status: 'PENDING',
      slug: 'large',
      createdAt: '2026-11-24T18:14:59.999Z',
      needsAttention: true,
    }),
  ]);
  expect(byIsp.map(({ slug }) => slug)).toEqual(['large', 'small']);
  expect([byHour[0], byHour[23]]).toEqual([1, 1]);
  expect(flagged).toBe(1);
});
