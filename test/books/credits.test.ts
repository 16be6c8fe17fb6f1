import fc from 'fast-check';
import { creditsOfPaisa, formatCredits, parseCredits } from '../../src/books/credits.js';

describe('exact credits', () => {
  it.each([
    ['9995285594.37663', '9995285594.37663'],
    ['999', '999.00'],
    ['999.0', '999.00'],
    ['-3.5', '-3.50'],
    ['-0.001', '-0.001'],
    ['0', '0.00'],
    ['0.00000000000000000001', '0.00000000000000000001'],
  ])('reads %s and writes %s', (text, written) => {
    expect(formatCredits(parseCredits(text) ?? -1n)).toBe(written);
  });

  it.each(['', 'abc', '1e3', '1,000', '.5', '5.', '+1', ' 1', '0.000000000000000000001'])(
    'does not read %j',
    (text) => {
      expect(parseCredits(text)).toBeNull();
    },
  );

  it('adds what floats cannot', () => {
    const sum = (parseCredits('0.1') ?? 0n) + (parseCredits('0.2') ?? 0n);
    expect(formatCredits(sum)).toBe('0.30');
    expect(sum).toBe(creditsOfPaisa(30));
  });

  it('comes back as it went in, whatever the figure', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 48n), max: 10n ** 48n }), (units) => {
        expect(parseCredits(formatCredits(units))).toBe(units);
      }),
    );
  });
});
