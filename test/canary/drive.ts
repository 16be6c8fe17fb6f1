import { request } from 'undici';
import { FAULT_KINDS, type FaultKind, OPERATIONS } from '../../src/sandbox/fault.js';
import { describeSubscribers, type Sandbox } from '../../src/sandbox/sandbox.js';
import { exchangeBytes, frame } from '../support/raw-http.js';
import { type Finding, listTexts } from './find-leaks.js';
import { MARKS, USERNAME_MARK } from './marks.js';

export interface DriveOptions {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly bearer: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const SUBSCRIBER = `query ($username: String!) { subscriber(slug: "vns", username: $username) {
  slug username customerName currentPlan daysRemaining plans { title packageCode offers { id durationTitle } } } }`;
const FACTS = `id reference idempotencyKey status advice pendingReason failure { code message } username planTitle
  packageCode durationCode durationTitle refunds { remarks } providerId creditsConsumed events { type message }`;
const RENEW = `mutation ($offerId: ID!, $key: String!) {
  renew(input: { offerId: $offerId, idempotencyKey: $key }) { replayed problem { code message } renewal { ${FACTS} } } }`;
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Subscriber { username customerName } ... on Renewal { ${FACTS} } ... on Isp { name } } }`;

/** Walks through everything the service does and everything that can go wrong with it, and keeps every answer. */
export function createDrive({ url, sandbox, bearer }: DriveOptions) {
  const findings: Finding[] = [];
  const statuses = new Set<number>();
  let purchases = 0;

  function keep(label: string, answer: { status: number; headers: object; text: string }): void {
    statuses.add(answer.status);
    findings.push({ place: `headers ${label}`, text: JSON.stringify(answer.headers) });
    findings.push(...listTexts(`answer ${label}`, answer.text));
  }

  async function send(
    label: string,
    path: string,
    options: {
      method?: 'GET' | 'POST' | 'PUT';
      headers?: Record<string, string>;
      body?: string | Buffer;
    } = {},
  ): Promise<Answer> {
    const { method = options.body === undefined ? 'GET' : 'POST', headers = {}, body = null } = options;
    const response = await request(`${url}${path}`, { method, headers, body });
    const text = await response.body.text();
    keep(label, { status: response.statusCode, headers: response.headers, text });
    return { status: response.statusCode, text };
  }

  async function ask(query: string, variables: object = {}, apiKey: string = MARKS.apiKey): Promise<Answer> {
    return send('graphql', '/graphql', {
      headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
      body: JSON.stringify({ query, variables }),
    });
  }

  /** Looks up, buys, checks, and reads in every way. */
  async function buy(name: string): Promise<void> {
    const username = `${name}-${USERNAME_MARK}`;
    const { text } = await ask(SUBSCRIBER, { username });
    const offerId = /"offers":\[\{"id":"([^"]+)"/.exec(text)?.[1];
    if (offerId === undefined) return;
    purchases += 1;
    const key = `${MARKS.idempotencyKey}-${purchases}`;
    const bought = await ask(RENEW, { offerId, key });
    await ask(RENEW, { offerId, key });
    await ask(RENEW, { offerId, key: `${key}-again` });
    const id = /"renewal":\{"id":"([^"]+)"/.exec(bought.text)?.[1];
    if (id === undefined) return;
    await ask(`mutation ($id: ID!) { checkRenewal(id: $id) { ${FACTS} } }`, { id });
    await ask(`query ($id: ID!) { renewal(id: $id) { ${FACTS} } }`, { id }, MARKS.operatorKey);
    await ask(ENTITIES, { r: [{ __typename: 'Renewal', id }] });
  }

  return {
    findings,
    statuses,
    purchases: () => purchases,
    buy,

    /** Each subscriber of the sandbox's table: over a hundred ways for the provider to answer. */
    async meetEverybody() {
      const names = describeSubscribers().map(({ username }) => username);
      const waiting = names[Symbol.iterator]();
      const work = async () => {
        for (const name of waiting) await buy(name);
      };
      await Promise.all(Array.from({ length: 6 }, work));
    },

    /** Each fault of the sandbox on each call, with a provider that quotes the token and the customer. */
    async meetFaults() {
      const words = `${MARKS.vendorText}: token ${MARKS.upstreamToken} of plain-${USERNAME_MARK} is not allowed`;
      for (const operation of OPERATIONS) {
        for (const [kind, { on }] of Object.entries(FAULT_KINDS)) {
          if (!(on as readonly string[]).includes(operation)) continue;
          await sandbox.control.setFault({
            operation,
            kind: kind as FaultKind,
            delayMs: 300,
            details: words,
            message: words,
            code: '4000',
          });
          await buy('plain');
          await ask('{ credits { consumed available } }', {}, MARKS.operatorKey);
          await sandbox.control.clearFaults();
        }
      }
      for (const code of ['1002', '1010', '1013', '1016', '1019', '4000', MARKS.vendorText]) {
        await sandbox.control.setFault({
          operation: 'commit',
          kind: 'error',
          code,
          details: { [MARKS.upstreamToken]: [words] },
        });
        await buy('plain');
        await sandbox.control.clearFaults();
      }
    },

    async readEverything() {
      await ask('{ isps { slug name } isp(slug: "vns") { name } _service { sdl } }');
      await ask(ENTITIES, {
        r: [{ __typename: 'Subscriber', slug: 'vns', username: `plain-${USERNAME_MARK}` }],
      });
      await ask(`{ renewals(first: 100) { edges { cursor node { ${FACTS} } } pageInfo { endCursor } } }`);
      await ask(
        '{ renewals(first: 5) { edges { cursor node { id } } } credits { available } }',
        {},
        MARKS.operatorKey,
      );
      const search = new URLSearchParams({
        query: SUBSCRIBER,
        variables: JSON.stringify({ username: `plain-${USERNAME_MARK}` }),
      });
      await send('GET', `/graphql?${search}`, {
        headers: { 'x-api-key': MARKS.apiKey, 'apollo-require-preflight': 'yes' },
      });
      await send('bearer', '/graphql', {
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ query: `{ renewals { edges { node { ${FACTS} } } } }` }),
      });
    },

    /** What nobody should send, each with a mark in it. */
    async misbehave() {
      const json = { 'content-type': 'application/json' };
      const simple = '{"query":"{ isps { slug } }"}';
      const marked = encodeURIComponent(MARKS.callerText);
      await send('wrong key', '/graphql', {
        headers: { ...json, 'x-api-key': MARKS.wrongApiKey },
        body: simple,
      });
      for (const scheme of ['Bearer', 'Basic', '']) {
        await send('wrong bearer', '/graphql', {
          headers: { ...json, authorization: `${scheme} ${MARKS.wrongBearer}` },
          body: simple,
        });
      }
      await send('broken bearer', '/graphql', {
        headers: { ...json, authorization: `Bearer ${bearer}x` },
        body: simple,
      });
      await send('unknown path', `/${marked}?token=${marked}`);
      await send('unknown method', `/graphql?${marked}`, { method: 'PUT', headers: json, body: simple });
      await send('odd id', '/healthz', {
        headers: { 'x-request-id': `${MARKS.callerText} `, traceparent: MARKS.callerText },
      });
      for (const body of [
        `{"query": ${MARKS.callerText}}`,
        JSON.stringify({ query: `{ "${MARKS.callerText}" }` }),
        JSON.stringify({ query: `{ isp(slug: {a: ${JSON.stringify(MARKS.callerText)}}) { name } }` }),
        JSON.stringify({ query: '{ isps { slug } }', operationName: MARKS.callerText }),
        JSON.stringify({
          query: 'query ($f: RenewalFilter) { renewals(filter: $f) { edges { cursor } } }',
          variables: { f: { [MARKS.callerText]: MARKS.callerText } },
        }),
        JSON.stringify({ query: SUBSCRIBER, variables: { username: MARKS.callerText.repeat(5) } }),
        JSON.stringify({
          query: SUBSCRIBER.replace('vns', 'cnry7callertext'),
          variables: { username: `x-${USERNAME_MARK}` },
        }),
        JSON.stringify({
          query: RENEW,
          variables: { offerId: MARKS.callerText, key: `${MARKS.callerText}\u0000` },
        }),
        JSON.stringify({ query: '{ renewals(after: "cnry7callertext") { edges { cursor } } }' }),
        MARKS.callerText.repeat(4_000),
      ]) {
        await send('bad body', '/graphql', { headers: { ...json, 'x-api-key': MARKS.apiKey }, body });
      }
      await send('odd type', '/graphql', {
        headers: { 'content-type': 'text/cnry7callertext' },
        body: simple,
      });
      for (const bytes of [
        frame({ body: simple, headers: { host: MARKS.callerText } }),
        frame({ method: 'GET', path: `/%ff?username=${USERNAME_MARK}` }),
        `${MARKS.callerText}\r\n\r\n`,
        frame({ body: simple, headers: { expect: MARKS.callerText } }),
      ]) {
        const text = await exchangeBytes(url, bytes);
        findings.push(...listTexts('answer to bytes', text));
      }
    },

    async report() {
      const [order] = sandbox.control.transactions();
      for (const reference of [order?.reference ?? 'none', 'cnry7callertext']) {
        await sandbox.control.sendDlr(reference, {
          amount: MARKS.callerText,
          status: MARKS.callerText,
          detail: MARKS.callerText,
          response_id: MARKS.callerText,
        });
      }
      const form = `--x\r\ncontent-disposition: form-data; name="${MARKS.callerText.replaceAll('"', '')}"\r\n\r\n${MARKS.callerText}`;
      for (const body of [`${form}\r\n--x--\r\n`, form]) {
        await send('dlr', '/dlr', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body });
      }
      await send('dlr', '/dlr', { headers: { 'content-type': 'text/plain' }, body: MARKS.callerText });
    },

    async scrape() {
      for (const path of ['/metrics', '/healthz', '/readyz', '/', '/graphql']) {
        await send(path, path, { headers: { accept: 'text/html' } });
      }
    },
    ask,
    send,
  };
}
