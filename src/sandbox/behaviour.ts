import type { FaultRequest } from './fault.js';
import { answerOf, mannerOf } from './fault-answer.js';
import { type Manner, noReply, type Reply } from './reply.js';

/** How one call is served, stage by stage: the sum of the faults it meets. Times in milliseconds. */
export interface Behaviour {
  /** Waited before anything is done. */
  delayMs: number;
  /** Answered instead of doing the work. */
  instead?: { readonly reply: Reply; readonly usesReference: boolean };
  /** Waited between the work and its answer. */
  answerDelayMs: number;
  /** Answered after the work, in place of its own answer. */
  answer?: Reply;
  /** How the answer is sent. */
  manner?: Manner;
  /** The state an order is recorded with. */
  state?: string;
  /** The state that is answered, whatever is recorded; null leaves it out. */
  answeredState?: string | null;
  statusFlag?: boolean;
  decide?: { readonly state: string; readonly afterMs: number | undefined };
  isNeverSeen: boolean;
  /** Decimal text answered as the amount; null for one rupee too much. */
  wrongAmount?: string | null;
  isForWrongReference: boolean;
  late?: { readonly afterMs: number | undefined };
  hasSpacedKeys: boolean;
  /** Decimal text refunded after the charge; null for all of it. */
  refund?: { readonly amount: string | null; readonly flag: boolean | undefined };
}

// The vendor's refusals that come before a reference is looked at leave the reference free.
const CODES_WITHOUT_REFERENCE = /^(100[1-7]|101[2-5])$/;

/** Combines faults into one behaviour; where two speak of the same stage, the later wins. */
export function planBehaviour(faults: readonly FaultRequest[]): Behaviour {
  const plan: Behaviour = {
    delayMs: 0,
    answerDelayMs: 0,
    isNeverSeen: false,
    isForWrongReference: false,
    hasSpacedKeys: false,
  };
  for (const fault of faults) apply(fault, plan);
  return plan;
}

function apply(fault: FaultRequest, plan: Behaviour): void {
  switch (fault.kind) {
    case 'refuse':
      return;
    case 'error':
    case 'not_found':
    case 'status':
    case 'rate_limit':
    case 'html':
    case 'redirect':
      applyAnswer(fault, plan);
      return;
    case 'hang_before_charge':
    case 'reset_before_charge':
      plan.instead = { reply: noReply(mannerOf(fault)), usesReference: false };
      return;
    case 'hang_after_charge':
    case 'reset_after_charge':
    case 'cut_off_body':
    case 'dropped_body':
    case 'huge_body':
    case 'slow_drip':
      plan.manner = mannerOf(fault);
      return;
    case 'delay':
      if (fault.charged) plan.answerDelayMs = fault.delayMs ?? 2_000;
      else plan.delayMs = fault.delayMs ?? 2_000;
      return;
    default:
      applyToOrder(fault, plan);
  }
}

function applyAnswer(fault: FaultRequest, plan: Behaviour): void {
  const reply = answerOf(fault);
  const isRefusal = fault.kind === 'error' && !CODES_WITHOUT_REFERENCE.test(fault.code ?? '7000');
  if (fault.charged) plan.answer = reply;
  else plan.instead = { reply, usesReference: isRefusal };
}

function applyToOrder(fault: FaultRequest, plan: Behaviour): void {
  if (fault.statusFlag !== undefined) plan.statusFlag = fault.statusFlag;
  switch (fault.kind) {
    case 'unknown_state':
      plan.answeredState = fault.state ?? 'Reversed';
      return;
    case 'no_state':
      plan.answeredState = null;
      return;
    case 'state':
    case 'queued':
      plan.state = fault.state ?? (fault.kind === 'queued' ? 'Queued' : 'Success');
      if (fault.decideState !== undefined) plan.decide = { state: fault.decideState, afterMs: fault.delayMs };
      return;
    case 'never_seen':
      plan.isNeverSeen = true;
      return;
    case 'wrong_amount':
      plan.wrongAmount = fault.amount ?? null;
      return;
    case 'wrong_reference':
      plan.isForWrongReference = true;
      return;
    case 'late_charge':
      plan.late = { afterMs: fault.delayMs };
      return;
    case 'spaced_keys':
      plan.hasSpacedKeys = true;
      return;
    case 'refund':
      plan.refund = { amount: fault.amount ?? null, flag: fault.refundedFlag };
  }
}
