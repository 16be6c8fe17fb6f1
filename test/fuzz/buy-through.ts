import { request } from 'undici';

const FACTS =
  'id status advice pendingReason failure { code message } refunds { remarks } providerId creditsConsumed';
const SUBSCRIBER = `{ subscriber(slug: "vns", username: "fuzzed") { customerName currentPlan daysRemaining hasDue
  plans { title packageCode offers { id durationTitle price { amount } } } } }`;
const RENEW = `mutation ($offerId: ID!, $key: String!) {
  renew(input: { offerId: $offerId, idempotencyKey: $key }) { problem { code } renewal { ${FACTS} } } }`;
const CHECK = `mutation ($id: ID!) { checkRenewal(id: $id) { ${FACTS} events { type message } } }`;

interface Answered {
  readonly data?: {
    readonly subscriber?: {
      readonly plans: readonly { readonly offers: readonly { readonly id: string }[] }[];
    };
    readonly renew?: { readonly renewal?: { readonly id: string } };
  } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/**
 * Looks up, buys and checks, whatever the provider answers.
 * @throws Error for anything but data or an error that names the provider's fault.
 */
export async function buyThrough(to: { url: string; apiKey: string; key: string }): Promise<void> {
  const found = await ask(to, SUBSCRIBER);
  const offerId = found.data?.subscriber?.plans.flatMap(({ offers }) => offers)[0]?.id;
  if (offerId === undefined) return;
  const bought = await ask(to, RENEW, { offerId, key: to.key });
  const id = bought.data?.renew?.renewal?.id;
  if (id !== undefined) await ask(to, CHECK, { id });
}

async function ask(
  to: { url: string; apiKey: string },
  query: string,
  variables: object = {},
): Promise<Answered> {
  const response = await request(`${to.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': to.apiKey },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.body.text();
  const type = String(response.headers['content-type']);
  if (response.statusCode !== 200 || !type.startsWith('application/json')) {
    throw new Error(`answered ${response.statusCode} ${type}: ${text}`);
  }
  const answered = JSON.parse(text) as Answered;
  for (const { extensions } of answered.errors ?? []) {
    if (!/^UPSTREAM_|^SUBSCRIBER_NOT_FOUND$/.test(extensions.code)) throw new Error(`answered ${text}`);
  }
  return answered;
}
