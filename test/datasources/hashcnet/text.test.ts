import fc from 'fast-check';
import { createTextCleaner } from '../../../src/datasources/hashcnet/wire/text.js';
import { TOKEN } from './support/data-source.js';
import { oddText } from './support/odd-text.js';

/** What is to become of a text, as plainly as it can be said. */
function cleaned(text: string, maxLength: number, token: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\t\n\r\v\f\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  const spellings = [token, encodeURIComponent(token)].map((one) => one.replaceAll('+', '\\+'));
  const safe = token.length < 6 ? plain : plain.replace(new RegExp(spellings.join('|'), 'gi'), '[secret]');
  return Array.from(safe.trim()).slice(0, maxLength).join('').trimEnd();
}

const token = fc.constantFrom(TOKEN, 'abc123', '646612', 'short', '');
const text = fc
  .tuple(token, fc.array(fc.oneof(oddText, token, token.map(encodeURIComponent)), { maxLength: 3 }))
  .map(([own, parts]) => ({ own, text: parts.join('') }));

describe('a text of the upstream', () => {
  it('is trimmed, freed of control characters and the token, and cut, whatever it is', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 40 }), ({ own, text: one }, maxLength) => {
        expect(createTextCleaner(own)(one, maxLength)).toBe(cleaned(one, maxLength, own));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['the token itself', TOKEN, '[secret]'],
    ['a text that only just holds it', `${TOKEN}.`, '[secret].'],
    ['the cut after a space', `${'x'.repeat(9)} yz`, 'x'.repeat(9)],
    ['the cut of a text that is short of the token', 'x'.repeat(11), 'x'.repeat(10)],
  ])('%s', (_, one, expected) => {
    expect(createTextCleaner(TOKEN)(one, 10)).toBe(expected);
  });

  it('that is exactly as long as the token does not slip through', () => {
    expect(createTextCleaner('abc123')('ABC123', 200)).toBe('[secret]');
  });
});
