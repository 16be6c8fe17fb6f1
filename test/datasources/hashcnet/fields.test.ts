import fc from 'fast-check';
import {
  readCode,
  readFlag,
  readPaisa,
  readText,
  readWholeNumber,
} from '../../../src/datasources/hashcnet/wire/fields.js';
import { JsonNumber } from '../../../src/datasources/hashcnet/wire/json.js';
import { oddText } from './support/odd-text.js';

/** Numbers around every bound of the readers, as JSON writes them without zeros at the end. */
const decimal = fc.oneof(
  fc.integer({ min: -1_100_000_000, max: 1_100_000_000 }),
  fc.integer({ min: 0, max: 10 ** 15 - 1 }),
  fc.tuple(fc.nat(99_999), fc.nat(999)).map(([whole, part]) => Number(`${whole}.${part}`)),
  fc.constantFrom(999_999_999, 1_000_000_000, -999_999_999, -1_000_000_000, 0, 1, 0.29, 1.005, 1.1),
  fc.constantFrom(999_999_999_999, 1_000_000_000_000, 999_999_999_999.99, -0.5, -1),
);

describe('a field', () => {
  it('that is a number reads as its text does', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        const exact = new JsonNumber(String(value));
        for (const read of [readText, readCode, readFlag, readPaisa, readWholeNumber]) {
          expect(read(value)).toBe(read(exact));
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('that is -0 reads as its text does', () => {
    expect(readText(-0)).toBe('-0');
    expect(readCode(-0)).toBe('-0');
    expect(readPaisa(-0)).toBeNull();
    expect(readWholeNumber(-0)).toBe(0);
    expect(readFlag(-0)).toBeNull();
  });

  it('that is text is read without the spaces around it, whatever they are', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(readText(text)).toBe(text.trim() || null);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is a code when it is short and printable', () => {
    const isCode = (text: string) => /^[^\p{C}]{1,50}$/u.test(text);
    fc.assert(
      fc.property(oddText, (text) => {
        expect(readCode(text)).toBe(isCode(text.trim()) ? text.trim() : null);
      }),
      { numRuns: 5_000 },
    );
    expect(readCode('x'.repeat(50))).toBe('x'.repeat(50));
    expect(readCode('x'.repeat(51))).toBeNull();
  });
});
