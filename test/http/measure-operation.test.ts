import { parse } from 'graphql';
import { measureOperations } from '../../src/http/limits/measure-operation.js';

function measure(text: string, ignoresIntrospection = false) {
  return measureOperations(parse(text), { ignoresIntrospection })[0];
}

describe('the size of an operation', () => {
  test('counts fields, aliases, directives and depth', () => {
    expect(measure('query @a { x: isps { slug @include(if: true) name } __typename }')).toEqual({
      depth: 2,
      aliases: 1,
      rootFields: 2,
      directives: 2,
      fields: 4,
    });
  });

  test('counts a fragment as often as it is spread, wherever it stands', () => {
    const text = 'fragment F on Query { a: isps { slug } } { ...F ...F ... on Query { ...F } }';
    expect(measure(text)).toMatchObject({ fields: 6, aliases: 3, rootFields: 3, depth: 2 });
  });

  test('takes no time over spreads that multiply, nor over those that never end', () => {
    const levels = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const bomb = `{ ...F0 } ${levels.join(' ')} fragment F60 on Query { isps { slug } }`;
    expect(measure(bomb)?.fields).toBe(2 * 2 ** 60);
    expect(measure('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')?.fields).toBe(
      Infinity,
    );
  });

  test('lets introspection nest where it is allowed', () => {
    const text =
      '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { name } } } } } } } } }';
    expect(measure(text)?.depth).toBe(9);
    expect(measure(text, true)).toMatchObject({ depth: 0, fields: 0, rootFields: 1 });
  });
});
