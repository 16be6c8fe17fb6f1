import type { CallDeps } from './call.js';
import type { Exchange } from './transport/attempt.js';
import type { Breaker } from './transport/breaker.js';
import { isTimeout, isUnreadable } from './transport/cause.js';
import { Deadline } from './transport/deadline.js';
import { exchange, type WireRequest } from './transport/exchange.js';
import { pauseForRetry } from './transport/retry.js';

const MAX_ATTEMPTS = 3;

interface ReadPlan<T> {
  /** Called for each attempt, so that each can carry a fresh reference. */
  readonly write: () => WireRequest;
  readonly read: (answer: { readonly statusCode: number; readonly text: string }) => T;
  /** The outcome when there is no answer; `isAnswered` says that one had begun. */
  readonly fail: (cause: string, isAnswered: boolean) => T;
  /** True for an outcome that a 5xx leaves open, so that asking again may help. */
  readonly isUndecided: (outcome: T) => boolean;
  readonly breaker?: Breaker;
}

interface Attempted<T> {
  readonly outcome: T;
  readonly isRetryable: boolean;
  /** The upstream did not answer, or only with a 5xx. */
  readonly isDown: boolean;
}

/**
 * Asks, and asks again within the deadline when the connection failed or broke, or a 5xx left the question open: a read
 * buys nothing. A 4xx, a 429 and a deadline are final.
 */
export function readAnswer<T>(deps: CallDeps, plan: ReadPlan<T>): Promise<T> {
  const refusal = deps.gate.enter();
  if (refusal !== null) return Promise.resolve(plan.fail(refusal, false));
  if (plan.breaker?.admit() === false) {
    deps.gate.leave();
    return Promise.resolve(plan.fail('CIRCUIT_OPEN', false));
  }
  return ask(deps, plan);
}

async function ask<T>(deps: CallDeps, plan: ReadPlan<T>): Promise<T> {
  const deadline = new Deadline(deps.timeoutMs);
  const limits = { maxAttempts: MAX_ATTEMPTS, deadline };
  let isDown = false;
  try {
    for (let attemptNumber = 1; ; attemptNumber += 1) {
      const attempted = readExchange(await exchange(deps.exchange, plan.write(), deadline), plan);
      isDown = attempted.isDown;
      const isLast = !attempted.isRetryable || !(await pauseForRetry(attemptNumber, limits, deps));
      if (isLast) return attempted.outcome;
    }
  } finally {
    // Also after a fault of our own: a probe that never reports back would keep the breaker open for good.
    deadline.stop();
    plan.breaker?.report(isDown);
    deps.gate.leave();
  }
}

function readExchange<T>(result: Exchange, plan: ReadPlan<T>): Attempted<T> {
  switch (result.kind) {
    case 'answered': {
      const outcome = plan.read(result);
      const isDown = result.statusCode >= 500 && plan.isUndecided(outcome);
      return { outcome, isRetryable: isDown, isDown };
    }
    case 'lost': {
      const isDown = !isUnreadable(result.cause);
      const outcome = plan.fail(result.cause, result.isAnswered);
      return { outcome, isRetryable: isDown && !isTimeout(result.cause), isDown };
    }
    case 'unsent':
      return {
        outcome: plan.fail(result.cause, false),
        isRetryable: !isTimeout(result.cause),
        isDown: true,
      };
  }
}
