import { USERNAME_MARK } from '../load/load-plan.js';
import { CURRENT_PLAN, DAYS_REMAINING, DURATIONS, PACKAGES } from '../upstream/details-body.js';
import { type Dialect, SLUG, TEN, writeBody } from './operations.js';

const FIELDS =
  'customer_name current_plan days_remaining available_packages { title package_code duration { duration_code duration_title total_cost } }';

/** The same questions to a schema made of the upstream's answer itself; it has no list of ISPs. */
export const UPSTREAM_DIALECT: Dialect = {
  isps: null,
  one: {
    body: writeBody({
      operationName: 'One',
      query: `query One($slug: String!, $username: String!) { details(input: { service_slug: $slug, username: $username }) { ${FIELDS} } }`,
      variables: { slug: SLUG, username: USERNAME_MARK },
    }),
    expect: ([username]) => ({ details: describeDetails(username) }),
  },
  text: {
    body: writeBody({
      operationName: 'Text',
      query: `query Text { details(input: { service_slug: "${SLUG}", username: "${USERNAME_MARK}" }) { ${FIELDS} } }`,
      variables: {},
    }),
    expect: ([username]) => ({ details: describeDetails(username) }),
  },
  ten: {
    body: writeBody({
      operationName: 'Ten',
      query: `query Ten($slug: String!, ${TEN.map((name) => `$${name}: String!`).join(', ')}) { ${TEN.map(
        (name) => `${name}: details(input: { service_slug: $slug, username: $${name} }) { ...Fields }`,
      ).join(' ')} } fragment Fields on Details { ${FIELDS} }`,
      variables: { slug: SLUG, ...Object.fromEntries(TEN.map((name) => [name, USERNAME_MARK])) },
    }),
    expect: (usernames) =>
      Object.fromEntries(TEN.map((name, index) => [name, describeDetails(usernames[index])])),
  },
};

function describeDetails(username: string | undefined) {
  return {
    customer_name: `${username}(23123213)`,
    current_plan: CURRENT_PLAN,
    days_remaining: DAYS_REMAINING,
    available_packages: PACKAGES.map(({ title, code, monthlyRupees }) => ({
      title,
      package_code: code,
      duration: DURATIONS.map((duration) => ({
        duration_code: duration.code,
        duration_title: duration.title,
        total_cost: monthlyRupees * duration.months,
      })),
    })),
  };
}
