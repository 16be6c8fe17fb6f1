import { readFileSync } from 'node:fs';
import { graphqlSync, parse } from 'graphql';
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

  test('describes every type of its own', () => {
    const bare = [...sdl.matchAll(/^(?:type|enum|input|scalar) (\w+)/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== undefined && !schema.getType(name)?.description)
      .filter((name) => name !== 'Query' && name !== 'Mutation');
    expect(bare).toEqual([]);
  });
});
