import { type Group, OFFER_MARK, type Step } from '../load/load-plan.js';
import { SERVICE_DIALECT, writeBody } from '../scenarios/operations.js';
import { PURCHASE } from '../scenarios/purchase.js';
import { describeStep } from '../scenarios/scenarios.js';

/** A day's mixture at a pace that the service can keep up with, so that what grows does not grow for want of time. */
export function describeSoakLoad(): readonly Group[] {
  const steps = (['one', 'isps', 'ten'] as const)
    .map((name) => describeStep(SERVICE_DIALECT, name))
    .filter((step) => step !== null);
  const [one, isps, ten] = steps.map((step) => [step]);
  return [
    { name: 'lookups', connections: 8, perSecond: 150, steps: one ?? [] },
    { name: 'ISPs', connections: 4, perSecond: 100, steps: isps ?? [] },
    { name: 'ten lookups at once', connections: 2, perSecond: 4, steps: ten ?? [] },
    { name: 'renewals', connections: 8, perSecond: 20, steps: [PURCHASE] },
    { name: 'bad requests', connections: 4, perSecond: 40, steps: BAD_REQUESTS },
  ];
}

/** Each has to be refused, and named for what it is. */
const BAD_REQUESTS: readonly Step[] = [
  refused({ body: '{"query":', status: 400, mustHold: 'BAD_USER_INPUT' }),
  refused({ body: ask('{ nothing }'), status: 400, mustHold: 'GRAPHQL_VALIDATION_FAILED' }),
  refused({
    body: ask(`{ ${Array.from({ length: 30 }, (_, index) => `a${index}: isps { slug }`).join(' ')} }`),
    status: 400,
    mustHold: 'BAD_USER_INPUT',
  }),
  refused({
    body: ask('{ subscriber(slug: "nobody", username: "someone") { currentPlan } }'),
    status: 200,
    mustHold: 'UNKNOWN_ISP',
  }),
  refused({
    body: ask(
      `mutation { renew(input: { offerId: "not-${OFFER_MARK}", idempotencyKey: "soak" }) { problem { code } } }`,
    ),
    status: 200,
    mustHold: 'OFFER_INVALID',
  }),
];

function ask(query: string): string {
  return writeBody({ query, variables: {} });
}

function refused(step: Pick<Step, 'body' | 'status' | 'mustHold'>): Step {
  return { ...step, mustNotHold: null, followUp: null };
}
