import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CheckRenewalDocument,
  RenewalDocument,
  RenewDocument,
  SubscriberDocument,
} from '../../client/generated/graphql.js';
import type { SandboxControl } from '../../src/sandbox/sandbox.js';
import type { Random } from '../../src/simulation/random.js';
import { ask, SHOPS } from './gateway.js';
import { type Intent, type IntentBook, type KeyNotes, noteRenewal } from './intent-book.js';
import type { Replica } from './replica.js';
import { pickSort } from './subscriber-sorts.js';
import { denyLookups } from './upstream-weather.js';

export interface ShopperDeps {
  readonly replicas: readonly Replica[];
  readonly book: IntentBook;
  readonly control: SandboxControl;
  readonly random: Random;
  /** Aborts when no new purchase is to be begun. */
  readonly closing: AbortSignal;
}

const SLUGS = ['fast-speed', 'hons', 'vns'] as const;
const MAX_TRIES = 40;
const MAX_POLLS = 5;
const RIVAL_CHANCE = 0.06;
const DENIED_CHANCE = 0.4;
const DUPLICATE_CHANCE = 0.2;
const HANG_UP_CHANCE = 0.1;
const ABANDON_CHANCE = 0.03;
const FRESH_OFFER_CHANCE = 0.25;
const CHECK_CHANCE = 0.2;

/**
 * One frontend with one customer after another, until closing. It behaves as a good one does: it keeps its key, asks
 * again with it after every silence, on whichever replica answers, sometimes twice at once, and notes every advice.
 */
export async function runShopper(deps: ShopperDeps): Promise<void> {
  while (!deps.closing.aborted) await serveCustomer(deps);
}

async function serveCustomer(deps: ShopperDeps): Promise<void> {
  const { book, control, random } = deps;
  const sort = pickSort(random);
  const username = `${sort.name}-${book.intents.size + 1}`;
  const keyCount = random.chance(RIVAL_CHANCE) ? 2 : 1;
  const intent = book.open({
    username,
    slug: random.pick(SLUGS),
    sort,
    client: random.pick(SHOPS),
    keys: Array.from({ length: keyCount }, () => randomUUID()),
  });
  if (sort.mayBeDenied && random.chance(DENIED_CHANCE)) await denyLookups(control, username);
  const offerId = await untilSomething(deps, () => findOffer(deps, intent));
  if (offerId === null) return;
  await Promise.all(
    intent.keys.map(async (notes) => {
      notes.offerId = offerId;
      await buy(deps, intent, notes);
      await follow(deps, notes);
    }),
  );
}

/** Sends the key until something is answered; a few customers hang up, and some of them never come back. */
async function buy(deps: ShopperDeps, intent: Intent, notes: KeyNotes): Promise<void> {
  const { random } = deps;
  await untilSomething(deps, async () => {
    const copies = random.chance(DUPLICATE_CHANCE) ? 2 : 1;
    const answers = Array.from({ length: copies }, () => sendRenew(deps, intent, notes));
    const wereAnswered = await Promise.all(answers);
    if (wereAnswered.some(Boolean) || random.chance(ABANDON_CHANCE)) return true;
    // A rival's second key under a fresh offer would be a second purchase, and rightly so.
    const mayAskAnew = intent.keys.length === 1 && random.chance(FRESH_OFFER_CHANCE);
    if (mayAskAnew) notes.offerId = (await findOffer(deps, intent)) ?? notes.offerId;
    return null;
  });
}

async function sendRenew(deps: ShopperDeps, intent: Intent, notes: KeyNotes): Promise<boolean> {
  const { random } = deps;
  const replica = pickReplica(deps);
  const endpoint = replica?.endpoint;
  if (!replica || !endpoint || notes.offerId === null) return false;
  const call = { replica };
  const heardBefore = notes.advices.length;
  intent.underWay.add(call);
  try {
    const { data } = await ask(
      endpoint,
      RenewDocument,
      { offerId: notes.offerId, idempotencyKey: notes.key },
      {
        client: notes.client,
        ...(random.chance(HANG_UP_CHANCE) && { signal: AbortSignal.timeout(random.between(5, 200)) }),
      },
    );
    if (!data) return false;
    const { renewal, problem, replayed } = data.renew;
    notes.answerCount += 1;
    if (replayed) notes.replayCount += 1;
    if (problem) notes.problems.add(problem.code);
    // Beside a problem the renewal is another key's, which holds the offer.
    else if (renewal) noteRenewal(notes, renewal, heardBefore);
    return true;
  } catch {
    return false;
  } finally {
    intent.underWay.delete(call);
  }
}

/** Asks what has become of it, until the advice is clear or the customer has waited long enough. */
async function follow(deps: ShopperDeps, notes: KeyNotes): Promise<void> {
  const { random } = deps;
  const [id] = notes.renewalIds;
  for (let poll = 0; id !== undefined && poll < MAX_POLLS && notes.advices.at(-1) === 'HOLD'; poll += 1) {
    await sleep(random.between(100, 500));
    const endpoint = pickReplica(deps)?.endpoint;
    if (!endpoint) continue;
    const who = { client: notes.client };
    const isCheck = random.chance(CHECK_CHANCE);
    const asked = isCheck
      ? ask(endpoint, CheckRenewalDocument, { id }, who).then(({ data }) => data?.checkRenewal)
      : ask(endpoint, RenewalDocument, { id }, who).then(({ data }) => data?.renewal);
    const renewal = await asked.catch(() => null);
    if (renewal) noteRenewal(notes, renewal);
  }
}

/** The first offer of the subscriber's first plan, or null when no answer came. */
async function findOffer(deps: ShopperDeps, { slug, username, keys }: Intent): Promise<string | null> {
  const endpoint = pickReplica(deps)?.endpoint;
  const client = keys[0]?.client;
  if (!endpoint || client === undefined) return null;
  const answer = await ask(endpoint, SubscriberDocument, { slug, username }, { client }).catch(() => null);
  return answer?.data?.subscriber?.plans[0]?.offers[0]?.id ?? null;
}

function pickReplica({ replicas, random }: ShopperDeps): Replica | undefined {
  const listening = replicas.filter(({ endpoint }) => endpoint !== null);
  return listening.length === 0 ? undefined : random.pick(listening);
}

async function untilSomething<Result>(
  { random }: ShopperDeps,
  attempt: () => Promise<Result | null>,
): Promise<Result | null> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const result = await attempt();
    if (result !== null) return result;
    await sleep(random.between(40, 250));
  }
  return null;
}
