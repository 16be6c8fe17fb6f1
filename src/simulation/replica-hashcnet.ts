import type { CommitOrder, Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { CommitOutcome, LookupOutcome } from '../datasources/hashcnet/outcome.js';
import type { AskOrigin } from './journal.js';
import type { Life } from './life.js';
import { HORIZON_MS, TIMEOUT_MS } from './promises.js';
import type { AnsweredCommit, Upstream } from './upstream.js';
import type { World } from './world.js';

export type SimulatedHashcnet = Pick<
  Hashcnet,
  'commit' | 'lookup' | 'bulkLookup' | 'timeoutMs' | 'tokenFingerprint'
>;

/** Numbers the questions of one world. */
export interface AskCounter {
  next(): number;
}

/** The data source as one life of a replica has it: it keeps the promises of the `Hashcnet` interface, and no more. */
export function createReplicaHashcnet(
  world: World,
  life: Life,
  { upstream, origin, asks }: { upstream: Upstream; origin: AskOrigin; asks: AskCounter },
): SimulatedHashcnet {
  const { random, plan, scheduler, journal } = world;

  function commit(order: CommitOrder): Promise<CommitOutcome> {
    return new Promise((resolve) => {
      // Connecting may take a while, and a frozen replica gets to it late: no byte leaves after `sendBeforeMs`.
      const connectMs = world.troubles(plan.notSent) ? random.next() * 40_000 : random.next() * 50;
      const isUnreachable = world.troubles(plan.notSent);
      life.soon(connectMs, () => {
        if (life.stumbles()) return;
        const nowMs = scheduler.nowMs();
        if (isUnreachable || nowMs > order.sendBeforeMs) {
          world.note('not_sent', life.name, { reference: order.reference });
          hear(order, { kind: 'not_sent', cause: 'ECONNREFUSED', sentAtMs: nowMs }, resolve);
          return;
        }
        journal.append({ kind: 'sent', by: life.name, order });
        transmit(order, nowMs, resolve);
        life.stumbles();
      });
    });
  }

  function transmit(order: CommitOrder, sentAtMs: number, resolve: (outcome: CommitOutcome) => void): void {
    const { reference } = order;
    const isLost = world.troubles(plan.requestLost);
    const isLate = !isLost && world.troubles(plan.requestLate);
    const isAnswerLost = world.troubles(plan.answerLost);
    const wayMs = isLate ? random.next() * (HORIZON_MS - 1_000) : random.next() * 200;
    const answerMs = world.troubles(plan.answerSlow) ? random.next() * 29_000 : random.next() * 500;
    if (isLost) world.note('request_lost', 'network', { reference });
    if (isLate)
      world.note('request_late', 'network', { reference, detail: `by ${Math.round(wayMs / 1000)} s` });
    let answer: AnsweredCommit | null = null;
    if (!isLost) {
      scheduler.after(wayMs, null, () => {
        answer = upstream.receive(order, { token: life.token, sentAtMs });
        if (!world.troubles(plan.requestRepeated)) return;
        world.note('request_repeated', 'network', { reference });
        const second = upstream.receive(order, { token: life.token, sentAtMs });
        if (random.chance(0.5)) answer = second;
      });
    }
    const isHeard = !isLost && !isAnswerLost && wayMs + answerMs < TIMEOUT_MS - 1;
    if (isAnswerLost && !isLost) world.note('answer_lost', 'network', { reference });
    const waitMs = isHeard ? wayMs + answerMs + 1 : random.pick([50, 5_000, TIMEOUT_MS, TIMEOUT_MS]);
    life.soon(waitMs, () => {
      if (life.stumbles()) return;
      const outcome =
        isHeard && answer !== null
          ? outcomeOf(answer)
          : inDoubt(random.pick(['TIMEOUT', 'ECONNRESET', 'HTTP_502']));
      hear(order, { ...outcome, sentAtMs }, resolve);
    });
  }

  function hear(order: CommitOrder, outcome: CommitOutcome, resolve: (outcome: CommitOutcome) => void): void {
    journal.append({ kind: 'answered', by: life.name, reference: order.reference, outcome });
    resolve(outcome);
  }

  /** Starts a question and gives its answer on the way to whoever lives to hear it. */
  function ask(references: readonly string[], isBulk: boolean): Promise<Map<string, LookupOutcome>> {
    const askIds = references.map((reference) => {
      const askId = asks.next();
      journal.append({ kind: 'asked', by: life.name, origin, askId, reference, token: life.token, isBulk });
      return askId;
    });
    return new Promise((resolve) => {
      const isSlow = world.troubles(plan.answerSlow);
      const waysMs = [0, 1].map(() => random.next() * (isSlow ? TIMEOUT_MS / 2 : 300));
      const [thereMs = 0, backMs = 0] = waysMs;
      const isUnanswered = world.troubles(plan.lookupUnanswered);
      if (isUnanswered)
        world.note('lookup_unanswered', 'network', { detail: `${references.length} asked after` });
      // What upstream says on the way back may be old news when it is heard, and is said even to the dead.
      const owner = random.chance(0.3) ? null : life;
      scheduler.after(thereMs, owner, () => {
        if (owner !== null && life.stumbles()) return;
        const outcomes = references.map((reference) => answerFor(reference, isUnanswered));
        life.soon(backMs, () => {
          if (life.stumbles()) return;
          resolve(hearAll(references, askIds, outcomes));
        });
      });
    });
  }

  function hearAll(
    references: readonly string[],
    askIds: readonly number[],
    outcomes: readonly LookupOutcome[],
  ): Map<string, LookupOutcome> {
    const named = new Map<string, LookupOutcome>();
    references.forEach((reference, n) => {
      // A bulk answer may leave some out.
      const isNamed = references.length === 1 || !world.troubles(plan.lookupUnanswered);
      const outcome = (isNamed ? outcomes[n] : undefined) ?? unanswered('NOT_NAMED');
      journal.append({ kind: 'heard', by: life.name, askId: askIds[n] ?? 0, outcome });
      if (isNamed) named.set(reference, outcome);
    });
    return named;
  }

  function answerFor(reference: string, isUnanswered: boolean): LookupOutcome {
    return isUnanswered ? unanswered('TIMEOUT') : upstream.lookUp(reference, life.token);
  }

  return {
    tokenFingerprint: life.token,
    timeoutMs: TIMEOUT_MS,
    commit,
    lookup: async (reference) => (await ask([reference], false)).get(reference) ?? unanswered('NOT_NAMED'),
    bulkLookup: (references) => ask(references, true),
  };
}

function outcomeOf(answer: AnsweredCommit) {
  switch (answer.kind) {
    case 'succeeded':
    case 'accepted':
      return {
        kind: answer.kind,
        receipt: { providerId: answer.providerId, creditsConsumed: '1.00000', creditsAvailable: null },
      } as const;
    case 'refused':
      return { kind: 'refused', code: 'REJECTED', message: 'refused', cause: '4000' } as const;
    case 'reference_known':
      return { kind: 'reference_known', cause: '1013' } as const;
  }
}

function inDoubt(cause: string) {
  return { kind: 'in_doubt', cause } as const;
}

function unanswered(cause: string): LookupOutcome {
  return { kind: 'unanswered', cause };
}
