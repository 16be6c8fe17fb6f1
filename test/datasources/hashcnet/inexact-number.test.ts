import fc from 'fast-check';
import { holdsInexactNumber } from '../../../src/datasources/hashcnet/wire/inexact-number.js';

/** The whole definition in one pattern, which takes twice the time. */
const DEFINITION = /[:[,]\s*-?\d(?:[\d.]{15}|[\d.]*e)|code\s*"\s*:\s*-?\d+\./i;

const part = fc.oneof(
  fc.constantFrom(
    '{"code":',
    '"Code" : ',
    '"total_cost":',
    ',',
    '[',
    ' ',
    '-',
    '.',
    'e',
    'E',
    'e+5',
    '"',
    '}',
  ),
  fc.stringMatching(/^[0-9]{1,17}$/),
  fc.stringMatching(/^[0-9.]{14,17}$/),
);

describe('a JSON text that holds a number which a double would change', () => {
  it('is found just as its definition says', () => {
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (json) => {
        expect(holdsInexactNumber(json)).toBe(DEFINITION.test(json));
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['{"a":123456789012345}', false],
    ['{"a":1234567890123456}', true],
    ['{"a":12345678901234.5}', true],
    ['{"a":-1234567890123456}', true],
    ['{"a":1e5}', true],
    ['{"a":1.5E5}', true],
    ['{"a":"1e5"}', false],
    ['{"total_cost":1232.10}', false],
    ['{"duration_code":1.10}', true],
    ['{"duration code" : 1.10}', true],
  ])('%s: %s', (json, expected) => {
    expect(holdsInexactNumber(json)).toBe(expected);
  });
});
