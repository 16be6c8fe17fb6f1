import { type Behaviour, planBehaviour } from './behaviour.js';
import type { FaultRequest } from './fault.js';
import type { FaultTarget } from './fault-list.js';
import { noReply, type Reply } from './reply.js';
import type { SandboxState } from './sandbox-state.js';
import { findSubscriber } from './subscribers.js';

/** What a call is about, and how often its order was looked up before. */
export interface CallTarget extends FaultTarget {
  readonly lookupCount?: number;
}

/** An answer, and whether the work was done: only then do faults change how it looks. */
export interface Served {
  readonly reply: Reply;
  readonly isDone: boolean;
}

/** The answer of a call that did its work. */
export function done(reply: Reply): Served {
  return { reply, isDone: true };
}

/** The answer of a call that was refused, or met a fault before its work. */
export function refused(reply: Reply): Served {
  return { reply, isDone: false };
}

/** The faults that the table of subscribers holds for a call. */
export function listOwnFaults({ username, operation, lookupCount = 0 }: CallTarget): FaultRequest[] {
  const faults = username === undefined ? [] : (findSubscriber(username)?.faults ?? []);
  return faults.filter(
    (fault) => fault.operation === operation && (fault.times === undefined || lookupCount < fault.times),
  );
}

/**
 * Serves one call: latency first, then the work in one go, then the answer as the call's faults want it.
 * The work is not interrupted when the client goes away: what was sent counts.
 */
export async function serveCall(
  state: SandboxState,
  target: CallTarget,
  work: (behaviour: Behaviour, faults: readonly FaultRequest[]) => Served,
): Promise<Reply> {
  const faults = state.faults.meet(target);
  const behaviour = planBehaviour([...listOwnFaults(target), ...faults]);
  const isOn = await state.timer.wait(state.settings.latencyMs + behaviour.delayMs);
  // A call that waited through a reset belongs to books that are gone.
  if (!isOn) return noReply({ kind: 'reset' });
  const served = work(behaviour, faults);
  if (!served.isDone) return served.reply;
  await state.timer.wait(behaviour.answerDelayMs);
  const reply = behaviour.answer ?? served.reply;
  return { ...reply, manner: behaviour.manner ?? reply.manner };
}
