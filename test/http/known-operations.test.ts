import type { GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { buildSchema, isEnumType, type OperationDefinitionNode, parse } from 'graphql';
import { createKnownOperations } from '../../src/http/known-operations.js';
import { buildSubgraph } from '../../src/resolvers/build-schema.js';
import type { GraphQLContext } from '../../src/resolvers/context.js';

const schema = buildSchema(
  'input Wish { size: Int } type Query { name(wish: Wish): String } type Mutation { change: String }',
);

function createOperations(compileAfterUses: number) {
  const { plugin, find } = createKnownOperations({ schema, compileAfterUses });
  /** Apollo Server has found the text valid. */
  async function see(text: string, operationName: string | null = null): Promise<void> {
    const document = parse(text);
    const operation = document.definitions[0] as OperationDefinitionNode;
    const context = { source: text, document, operation, request: { operationName } };
    const listener = await plugin.requestDidStart?.(context as never);
    await listener?.didResolveOperation?.(
      context as unknown as GraphQLRequestContextDidResolveOperation<GraphQLContext>,
    );
  }
  return { see, find };
}

describe('known operations', () => {
  test('are compiled when they come for the last time of so many', async () => {
    const { see, find } = createOperations(3);
    for (const isKnown of [false, false, true, true]) {
      await see('{ name }');
      expect(find('{ name }', null) !== null).toBe(isKnown);
    }
    expect(find('{ name } ', null)).toBeNull();
    expect(find('{ name }', 'Name')).toBeNull();
  });

  test('are found by their own name or by none', async () => {
    const { see, find } = createOperations(1);
    const text = 'query A { name }';
    await see(text, 'A');
    expect([null, 'A', 'B', ''].map((name) => find(text, name) !== null)).toEqual([true, true, false, false]);
  });

  test('are the only ones of their text', async () => {
    const { see, find } = createOperations(1);
    const text = 'query A { name } query B { other: name }';
    await see(text, 'A');
    expect(['A', 'B', null].map((name) => find(text, name))).toEqual([null, null, null]);
  });

  test('are queries, and no longer than what is worth remembering', async () => {
    const { see, find } = createOperations(1);
    const long = `{ name } #${'x'.repeat(8_192)}`;
    for (const text of ['mutation { change }', long]) {
      await see(text);
      expect(find(text, null)).toBeNull();
    }
  });

  test('a text that changes each time is never compiled, and drives no known one out', async () => {
    const { see, find } = createOperations(2);
    await see('{ name }');
    await see('{ name }');
    for (let count = 0; count < 2_000; count += 1) await see(`{ name${count}: name }`);
    expect(find('{ name7: name }', null)).toBeNull();
    expect(find('{ name }', null)).not.toBeNull();
  });

  test('are a hundred at most; the one that was used last stays', async () => {
    const { see, find } = createOperations(1);
    await see('{ name }');
    for (let count = 0; count < 150; count += 1) {
      await see(`{ name${count}: name }`);
      expect(find('{ name }', null)).not.toBeNull();
    }
    expect(find('{ name0: name }', null)).toBeNull();
    expect(find('{ name149: name }', null)).not.toBeNull();
  });

  test('a variable of thousands of faults is printed for one of them, and left to Apollo Server', async () => {
    const { see, find } = createOperations(1);
    const text = 'query ($wish: Wish) { name(wish: $wish) }';
    await see(text);
    let prints = 0;
    const wish: Record<string, unknown> = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [`wrong${index}`, 1]),
    );
    Object.defineProperty(wish, 'toJSON', {
      value: () => {
        prints += 1;
        return 'a long text';
      },
    });
    expect(await find(text, null)?.(undefined, {}, { wish })).toEqual({});
    expect(prints).toBeLessThan(5);
  });

  test('can pass the values of enums on as they are: they are their names', () => {
    const enums = Object.values(buildSubgraph().schema.getTypeMap()).filter(isEnumType);
    expect(enums.length).toBeGreaterThan(5);
    for (const { name, value } of enums.flatMap((type) => type.getValues())) expect(value).toBe(name);
  });
});
