import fc from 'fast-check';
import {
  readCode,
  readPaisa,
  readText,
  readWholeNumber,
} from '../../../src/datasources/hashcnet/wire/fields.js';
import {
  fieldOf,
  fieldsOf,
  isList,
  isObject,
  type JsonValue,
  parseJsonObject,
  parsePricedJsonObject,
} from '../../../src/datasources/hashcnet/wire/json.js';

/** Number literals as a careless printer writes them. */
const literal = fc.oneof(
  fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(String),
  fc.tuple(fc.nat(999_999), fc.stringMatching(/^[0-9]{1,18}$/)).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(fc.nat(9_999), fc.integer({ min: -30, max: 30 })).map(([whole, power]) => `${whole}e${power}`),
  fc.constantFrom('0', '-0', '0.0', '999.00', '1232.10', '9995285594.37663', '123456789012345.6', '1e400'),
);
const text = fc
  .oneof(fc.string(), fc.constantFrom('16-digit 1234567890123456', 'code": 1.5', '5e9'))
  .map((value) => JSON.stringify(value));
const key = fc.constantFrom(
  'total_cost',
  'total cost',
  'package_code',
  'package code',
  'title',
  '__proto__',
  'constructor',
  ' Duration code ',
);
const field = fc
  .tuple(key, fc.oneof(literal, text))
  .map(([name, value]) => `${JSON.stringify(name)}: ${value}`);
const object = fc.array(field, { maxLength: 6 }).map((fields) => `{${fields.join(', ')}}`);
const body = fc
  .tuple(object, object)
  .map(([one, other]) => `{"plans": [${one}, [${other}]], "first": ${one}}`);

describe('JSON of the upstream', () => {
  test('read the quick way, prices, codes and whole numbers are what they are the exact way', () => {
    fc.assert(
      fc.property(body, (json) => {
        const exact = flatten(parseJsonObject(json));
        expect(flatten(parsePricedJsonObject(json))).toEqual(exact);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['a code with a fraction keeps its zeros', '{"duration_code": 1.50}', 'duration_code', '1.50'],
    ['so does one printed with a space', '{"duration code":1.50}', 'duration_code', '1.50'],
    [
      'a number past what a double holds keeps its digits',
      '{"id": 12345678901234567}',
      'id',
      '12345678901234567',
    ],
    ['and one with an exponent its spelling', '{"id": 1E5}', 'id', '1E5'],
  ])('%s', (_name, json, name, expected) => {
    expect(readText(fieldOf(parsePricedJsonObject(json), name))).toBe(expected);
  });

  test.each(['[]', 'null', '5', '"x"', '{', '', '{"a":1}}'])('takes %s for no object', (json) => {
    expect(parseJsonObject(json)).toBeNull();
    expect(parsePricedJsonObject(json)).toBeNull();
  });

  test.each([
    'error code',
    ' error_code',
    '\terror code\n',
    '\u00a0error code',
    '\ufefferror_code',
    '\u2003error_code\u2029',
  ])('%j is error_code', (spelling) => {
    const object = parsePricedJsonObject(JSON.stringify({ e: 1, error: 2, [spelling]: 3 }));
    expect(fieldOf(object, 'error_code')).toBe(3);
  });

  test('the spelling with the underscore counts where both are there, even when it is null', () => {
    const object = parsePricedJsonObject('{"error code": 1, "error_code": null}');
    expect(fieldOf(object, 'error_code')).toBeNull();
  });

  test('a field that is not there is not found on a prototype', () => {
    expect(fieldOf(parsePricedJsonObject('{}'), 'constructor')).toBeUndefined();
    expect(fieldOf(parsePricedJsonObject('{"__proto__": {"title": 1}}'), 'title')).toBeUndefined();
  });
});

/** What the readers make of each value; the text itself only where it is read as such. */
function flatten(value: JsonValue | undefined): unknown {
  if (isObject(value)) return fieldsOf(value).map(([name, item]) => [name, flattenField(name, item)]);
  if (isList(value)) return value.map(flatten);
  return value;
}

function flattenField(name: string, item: JsonValue): unknown {
  if (isObject(item) || isList(item)) return flatten(item);
  const whole = readWholeNumber(item);
  const code = name.toLowerCase().endsWith('code') ? readCode(item) : undefined;
  return { paisa: readPaisa(item), code, whole, text: typeof item === 'string' ? item : undefined };
}
