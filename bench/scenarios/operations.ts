import { DEFAULT_ISPS } from '../../src/datasources/isps.js';
import { USERNAME_MARK } from '../load/load-plan.js';
import { CURRENT_PLAN, DAYS_REMAINING, DURATIONS, PACKAGES } from '../upstream/details-body.js';

export type OperationName = 'isps' | 'one' | 'text' | 'ten';

/** One GraphQL request, and the data it has to be answered with. */
export interface Operation {
  /** The request's JSON, with the mark of a username wherever one stands. */
  readonly body: string;
  /** The answer's `data`, given the usernames in the order of their marks; ids are left out of the comparison. */
  readonly expect: (usernames: readonly string[]) => unknown;
}

/** The same questions in a schema's own words; null for what a schema cannot answer. */
export type Dialect = Readonly<Record<OperationName, Operation | null>>;

export const SLUG = 'fast-speed';
const FIELDS =
  'customerName currentPlan daysRemaining plans { title packageCode isCurrent offers { id durationCode durationTitle price { amount } } }';
export const TEN = Array.from({ length: 10 }, (_, index) => `s${index}`);

/** Of this service's schema, which all servers but Hive Gateway share. */
export const SERVICE_DIALECT: Dialect = {
  isps: {
    body: writeBody({ operationName: 'Isps', query: 'query Isps { isps { slug name } }', variables: {} }),
    expect: () => ({ isps: DEFAULT_ISPS }),
  },
  one: {
    body: writeBody({
      operationName: 'One',
      query: `query One($slug: ID!, $username: String!) { subscriber(slug: $slug, username: $username) { ${FIELDS} } }`,
      variables: { slug: SLUG, username: USERNAME_MARK },
    }),
    expect: ([username]) => ({ subscriber: describeSubscriber(username) }),
  },
  text: {
    body: writeBody({
      operationName: 'Text',
      query: `query Text { subscriber(slug: "${SLUG}", username: "${USERNAME_MARK}") { ${FIELDS} } }`,
      variables: {},
    }),
    expect: ([username]) => ({ subscriber: describeSubscriber(username) }),
  },
  ten: {
    body: writeBody({
      operationName: 'Ten',
      query: `query Ten($slug: ID!, ${TEN.map((name) => `$${name}: String!`).join(', ')}) { ${TEN.map(
        (name) => `${name}: subscriber(slug: $slug, username: $${name}) { ...Fields }`,
      ).join(' ')} } fragment Fields on Subscriber { ${FIELDS} }`,
      variables: { slug: SLUG, ...Object.fromEntries(TEN.map((name) => [name, USERNAME_MARK])) },
    }),
    expect: (usernames) =>
      Object.fromEntries(TEN.map((name, index) => [name, describeSubscriber(usernames[index])])),
  },
};

export function writeBody(request: {
  operationName?: string;
  query: string;
  variables: Readonly<Record<string, unknown>>;
}): string {
  return JSON.stringify(request);
}

function describeSubscriber(username: string | undefined) {
  return {
    customerName: `${username}(23123213)`,
    currentPlan: CURRENT_PLAN,
    daysRemaining: DAYS_REMAINING,
    plans: PACKAGES.map(({ title, code, monthlyRupees }) => ({
      title,
      packageCode: String(code),
      isCurrent: title === CURRENT_PLAN,
      offers: DURATIONS.map((duration) => ({
        durationCode: duration.code,
        durationTitle: duration.title,
        price: { amount: `${monthlyRupees * duration.months}.00` },
      })),
    })),
  };
}
