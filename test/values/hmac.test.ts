import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createHmacOf } from '../../src/values/hmac.js';

const expected = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');

describe('an HMAC by two hashes', () => {
  it.each([0, 1, 32, 63, 64])("is Node's own, for a key of %d bytes and any text", (length) => {
    const key = randomBytes(length);
    const hmac = createHmacOf(key);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_100 }), (text) => {
        expect(hmac(text)).toBe(expected(key, text));
      }),
    );
  });

  it('has nothing left of a longer text in the next', () => {
    const key = randomBytes(32);
    const hmac = createHmacOf(key);
    for (const text of [
      '\u0915'.repeat(1_000),
      'x'.repeat(1_000),
      'x'.repeat(1_001),
      'x'.repeat(3_001),
      'short',
      '',
    ]) {
      expect(hmac(text)).toBe(expected(key, text));
    }
  });

  it('takes no key that is longer than a block', () => {
    expect(() => createHmacOf(randomBytes(65))).toThrow(RangeError);
  });
});
