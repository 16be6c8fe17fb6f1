import { type CallDeps, isReference } from './call.js';
import type { CommitOrder } from './hashcnet.js';
import type { CommitOutcome } from './outcome.js';
import type { Exchange } from './transport/attempt.js';
import { Deadline } from './transport/deadline.js';
import { exchange, type WireRequest } from './transport/exchange.js';
import { pauseForRetry } from './transport/retry.js';
import { COMMIT_PATH, type CommitKeys, readCommit, writeCommit } from './wire/commit.wire.js';

const MAX_ATTEMPTS = 5;

interface CommitDeps extends CallDeps {
  readonly commitKeys: CommitKeys;
}

/**
 * Makes the `commit` call. The order is sent once: another attempt, of the very same bytes, is made only while it is
 * known that no byte of it has left (upstream.md section 2).
 */
export function createCommit(deps: CommitDeps): (order: CommitOrder) => Promise<CommitOutcome> {
  return (order) =>
    deps.observer.watch('commit', async () => {
      const body = write(order, deps);
      if (body === null) return notSent(deps, 'UNFIT_ORDER');
      if (!(deps.clock.nowMs() <= order.sendBeforeMs)) return notSent(deps, 'TOO_LATE');
      const refusal = deps.gate.enter();
      if (refusal !== null) return notSent(deps, refusal);
      try {
        return read(await send(deps, { body, sendBeforeMs: order.sendBeforeMs }), deps);
      } finally {
        deps.gate.leave();
      }
    });
}

/** Null for an order that must not be sent: a reference unfit for a URL, an empty code, no amount. */
function write(order: CommitOrder, { token, commitKeys }: CommitDeps): string | null {
  const { reference, sessionId, packageCode, durationCode, amountPaisa } = order;
  const isFit =
    isReference(reference) &&
    sessionId !== '' &&
    packageCode !== '' &&
    durationCode !== '' &&
    Number.isSafeInteger(amountPaisa) &&
    amountPaisa > 0;
  return isFit ? writeCommit(order, { token: token.reveal(), commitKeys }) : null;
}

async function send(deps: CommitDeps, order: { body: string; sendBeforeMs: number }): Promise<Exchange> {
  const deadline = new Deadline(deps.timeoutMs);
  const request: WireRequest = { method: 'POST', path: COMMIT_PATH, ...order };
  const limits = { maxAttempts: MAX_ATTEMPTS, deadline };
  try {
    for (let attemptNumber = 1; ; attemptNumber += 1) {
      const result = await exchange(deps.exchange, request, deadline);
      const mayLeave = result.kind === 'unsent' && deps.clock.nowMs() <= order.sendBeforeMs;
      if (!mayLeave || !(await pauseForRetry(attemptNumber, limits, deps))) return result;
    }
  } finally {
    deadline.stop();
  }
}

function read(result: Exchange, deps: CommitDeps): CommitOutcome {
  switch (result.kind) {
    case 'answered':
      return { ...readCommit(result, deps.clean), sentAtMs: result.sentAtMs };
    case 'lost':
      return { kind: 'in_doubt', cause: result.cause, sentAtMs: result.sentAtMs };
    case 'unsent':
      return { kind: 'not_sent', cause: result.cause, sentAtMs: result.triedAtMs };
  }
}

function notSent(deps: CommitDeps, cause: string): CommitOutcome {
  return { kind: 'not_sent', cause, sentAtMs: deps.clock.nowMs() };
}
