import { readFileSync } from 'node:fs';
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  graphqlSync,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
} from 'graphql';
import { buildSubgraph } from '../../src/resolvers/build-schema.js';

describe('the printed schema', () => {
  const { sdl, schema } = buildSubgraph();

  test('is what schema.graphql says (`npm run schema` writes it)', () => {
    expect(sdl).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  test('is what the router is served, with the federation link on top', () => {
    const { data } = graphqlSync({ schema, source: '{ _service { sdl } }' });
    const served = String((data as { _service: { sdl: string } } | null)?._service.sdl);
    expect(served).toContain('https://specs.apollo.dev/federation/v2.9');
    for (const key of ['@key(fields: "slug")', '@key(fields: "slug username")', '@key(fields: "id")']) {
      expect(served).toContain(key);
    }
    expect(() => parse(served)).not.toThrow();
  });

  test('describes everything of its own: types, fields, arguments, values', () => {
    const described = Object.values(schema.getTypeMap())
      .filter(({ name }) => sdl.includes(` ${name} `))
      .flatMap(listParts)
      .filter(([path]) => !/^(?:Query|Mutation)$|\._/.test(path));
    expect(described.length).toBeGreaterThan(100);
    expect(described.filter(([, description]) => !description).map(([path]) => path)).toEqual([]);
  });
});

type Part = readonly [path: string, description: string | null | undefined];

function listParts(type: GraphQLNamedType): Part[] {
  const own: Part = [type.name, type.description];
  if (isEnumType(type)) {
    return [
      own,
      ...type.getValues().map(({ name, description }): Part => [`${type.name}.${name}`, description]),
    ];
  }
  if (!isObjectType(type) && !isInputObjectType(type)) return [own];
  const fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(
    type.getFields(),
  );
  return [
    own,
    ...fields.flatMap((field): Part[] => {
      const path = `${type.name}.${field.name}`;
      const args = 'args' in field ? field.args : [];
      return [
        [path, field.description],
        ...args.map(({ name, description }): Part => [`${path}.${name}`, description]),
      ];
    }),
  ];
}
