import fc from 'fast-check';
import { readDetails } from '../../../src/datasources/hashcnet/wire/details.wire.js';
import { createTextCleaner } from '../../../src/datasources/hashcnet/wire/text.js';
import { fixture, TOKEN } from './support/data-source.js';
import { oddText } from './support/odd-text.js';

const clean = createTextCleaner(TOKEN);

function read(text: string) {
  const warnings: unknown[] = [];
  const outcome = readDetails(
    { statusCode: 200, text },
    { clean, warn: (kind, detail) => warnings.push({ kind, detail }) },
  );
  return { outcome, warnings };
}

/** One number with an exponent, in a field that nobody reads, and the whole answer is read by its text. */
function readExactly(text: string) {
  return read(`${text.slice(0, -1)},"unknown_field":1e0}`);
}

const value = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    1,
    9,
    1232,
    1232.5,
    0.29,
    1.005,
    -3,
    999_999_999_999,
    10 ** 14,
    '',
    [],
    {},
  ),
  fc.constantFrom(
    'false',
    'True',
    '1',
    '1232.00',
    ' 9 ',
    '4000',
    '1e5',
    '9'.repeat(60),
    TOKEN,
    `me ${TOKEN}`,
  ),
  fc.nat(2_000),
  oddText,
  fc.jsonValue({ maxDepth: 2 }),
);

interface Change {
  readonly where: number;
  readonly how: 'replace' | 'drop' | 'respell';
  readonly by: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  where: fc.nat(),
  how: fc.constantFrom('replace', 'replace', 'drop', 'respell'),
  by: value,
});

/** Every object of an answer: the body, its packages and all durations. */
function objectsIn(shape: unknown): Record<string, unknown>[] {
  if (Array.isArray(shape)) return shape.flatMap(objectsIn);
  if (typeof shape !== 'object' || shape === null) return [];
  return [shape as Record<string, unknown>, ...Object.values(shape).flatMap(objectsIn)];
}

/** The sample answer with some of its fields replaced, left out or printed with spaces. */
function write(changes: readonly Change[]): string {
  const body = fixture('details.json');
  for (const { where, how, by } of changes) {
    const fields = objectsIn(body).flatMap((object) => Object.keys(object).map((key) => ({ object, key })));
    const { object, key } = fields[where % fields.length] ?? { object: body, key: 'status' };
    const { [key]: own } = object;
    if (how !== 'replace') delete object[key];
    if (how === 'respell') object[` ${key.replaceAll('_', ' ')}`] = own;
    if (how === 'replace') object[key] = by;
  }
  return JSON.stringify(body);
}

describe('a details answer', () => {
  it('means the same, warnings and all, read the quick way and number by number', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
        const text = write(changes);
        expect(read(text)).toEqual(readExactly(text));
      }),
      { numRuns: 3_000 },
    );
  });
});
