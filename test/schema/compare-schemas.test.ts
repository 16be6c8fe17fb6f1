import { compareSchemas } from './compare-schemas.js';

const SCHEMA = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  type Query {
    subscriber(username: String!, on: String): Subscriber
  }
  type Subscriber @key(fields: "username") {
    username: String!
    hasDue: Boolean!
    due: Money
  }
  type Money @shareable {
    amount: String!
  }
  enum Reason {
    SUBMITTED
    IN_DOUBT
  }
  input Filter {
    slug: ID
    name: String
  }
`;

function change(search: string, replacement: string) {
  const after = SCHEMA.replace(search, replacement);
  if (after === SCHEMA) throw new Error(`the schema has no ${search}`);
  return compareSchemas({ before: SCHEMA, after });
}

describe('a change of the schema', () => {
  test.each([
    ['a field is removed', 'hasDue: Boolean!', '', 'Subscriber.hasDue'],
    ['a field can be null', 'hasDue: Boolean!', 'hasDue: Boolean', 'Subscriber.hasDue'],
    ['a field has another type', 'amount: String!', 'amount: Float!', 'Money.amount'],
    ['an argument becomes required', 'on: String', 'on: String!', 'Query.subscriber.on'],
    ['an argument is removed', ', on: String', '', 'Query.subscriber.on'],
    ['an input field becomes required', 'slug: ID', 'slug: ID!', 'Filter.slug'],
    ['a new input field is required', 'slug: ID', 'slug: ID more: ID!', 'Filter.more'],
    ['a value of an enum is removed', 'IN_DOUBT', '', 'Reason.IN_DOUBT'],
    ['an entity loses its key', ' @key(fields: "username")', '', 'Subscriber.@key'],
    ['a shared type is shared no more', ' @shareable {', ' {', 'Money.@shareable'],
  ])('breaks somebody when %s', async (_name, search, replacement, path) => {
    const { breaking } = await change(search, replacement);
    expect(breaking).toContainEqual(expect.stringContaining(path));
  });

  test('breaks nobody when it adds what need not be asked for', async () => {
    const { breaking, safe } = await change('hasDue: Boolean!', 'hasDue: Boolean! dueAmount: Money');
    expect({ breaking, safe }).toEqual({
      breaking: [],
      safe: [expect.stringContaining('Subscriber.dueAmount')],
    });
  });

  test('is to be told when it adds a value that clients may not expect', async () => {
    const { breaking, dangerous } = await change('IN_DOUBT', 'IN_DOUBT ON_HOLD');
    expect({ breaking, dangerous }).toEqual({
      breaking: [],
      dangerous: [expect.stringContaining('Reason.ON_HOLD')],
    });
  });

  test.each([
    ['field', 'hasDue: Boolean!', 'Subscriber.hasDue'],
    ['value', 'IN_DOUBT', 'Reason.IN_DOUBT'],
    ['input field', 'slug: ID', 'Filter.slug'],
  ])('may remove a %s that was deprecated in a release', async (_kind, text, path) => {
    const before = SCHEMA.replace(text, `${text} @deprecated(reason: "Not used.")`);
    const { breaking, dangerous } = await compareSchemas({ before, after: SCHEMA.replace(text, '') });
    expect(breaking).toEqual([]);
    expect(dangerous).toContainEqual(expect.stringContaining(path));
  });
});
