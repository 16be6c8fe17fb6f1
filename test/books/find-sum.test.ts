import fc from 'fast-check';
import { findSum } from '../../src/books/find-sum.js';

const items = (...amounts: bigint[]) => amounts.map((amount, n) => ({ name: `item ${n}`, amount }));

describe('which items add up to a sum', () => {
  it('finds the only choice, and says that it is the only one', () => {
    const [first, second, third] = items(5n, 7n, 11n);
    expect(findSum(18n, items(5n, 7n, 11n))).toEqual({ kind: 'found', items: [second, third], isOnly: true });
    expect(findSum(5n, items(5n, 7n, 11n))).toEqual({ kind: 'found', items: [first], isOnly: true });
  });

  it('takes nothing for nothing', () => {
    expect(findSum(0n, items(5n))).toEqual({ kind: 'found', items: [], isOnly: true });
  });

  it('prefers the earlier of two that fit, and says that there is another', () => {
    const [first] = items(5n, 5n);
    expect(findSum(5n, items(5n, 5n))).toEqual({ kind: 'found', items: [first], isOnly: false });
  });

  it('finds none where none fits', () => {
    expect(findSum(6n, items(5n, 7n))).toEqual({ kind: 'none' });
    expect(findSum(-5n, items(5n))).toEqual({ kind: 'none' });
  });

  it('gives up rather than try for ever', () => {
    const powers = Array.from({ length: 60 }, (_, n) => 2n ** BigInt(n));
    expect(findSum(2n ** 60n - 2n, items(...powers))).toEqual({ kind: 'undetermined' });
  });

  it('agrees with trying every choice', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 12n }), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 40n }), (all, target) => {
        const choices = Array.from({ length: 2 ** all.length }, (_, mask) =>
          all.filter((_, n) => (mask >> n) % 2 === 1).reduce((sum, amount) => sum + amount, 0n),
        );
        const count = choices.filter((sum) => sum === target).length;
        const answer = findSum(target, items(...all));
        expect(answer.kind).toBe(count > 0 ? 'found' : 'none');
        if (answer.kind !== 'found') return;
        expect(answer.items.reduce((sum, { amount }) => sum + amount, 0n)).toBe(target);
        expect(answer.isOnly).toBe(count === 1);
      }),
    );
  });
});
