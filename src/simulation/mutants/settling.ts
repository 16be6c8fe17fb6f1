import type { Mutant } from './mutant.js';

/** Bugs in how evidence is written and what is looked up when. */
export const SETTLING_MUTANTS: readonly Mutant[] = [
  {
    name: 'no fence check',
    file: 'renewals/settle.ts',
    find: `return evidence.kind === 'lookup' && evidence.fence !== renewal.fence;`,
    replace: `return evidence.kind === 'lookup' && evidence.fence > renewal.fence;`,
    harm: 'a replica that slept writes an answer from before the latest one',
  },
  {
    name: 'evidence lost when the first save conflicts',
    file: 'renewals/settle.ts',
    find: `      if (saved !== null) {
        onDecision?.(renewal, decision);
        return saved;
      }`,
    replace: `      if (saved !== null) onDecision?.(renewal, decision);
      return saved ?? renewal;`,
    harm: 'two replicas write at once and one of them loses what it learnt',
  },
  {
    name: 'early lookup',
    file: 'renewals/check.ts',
    find: `return isRested && isHoldOver(renewal.sentAtMs, nowMs, policy);`,
    replace: `return isRested && renewal.sentAtMs <= nowMs + policy.holdTimeMs;`,
    harm: 'an impatient client makes the service ask before upstream allows',
  },
  {
    name: 'claim on an old reading',
    file: 'simulation/memory-book.ts',
    find: `if (renewal === null || renewal.version !== version) return null;`,
    replace: `if (renewal === null || version < 0) return null;`,
    harm: 'three tabs at once make three misses of one silence',
  },
  {
    name: 'asking under a claim that has run out',
    file: 'renewals/check.ts',
    find: `if (hasRunOut(claimed, askedAtMs)) return findAgain(claimed);`,
    replace: `if (hasRunOut(claimed, askedAtMs - 1e12)) return findAgain(claimed);`,
    harm: 'a replica that was frozen asks again what another has just asked',
  },
  {
    name: 'asked when it was answered',
    file: 'renewals/check.ts',
    find: `      return check.conclude(claimed, { outcome, askedAtMs });`,
    replace: `      return check.conclude(claimed, { outcome, askedAtMs: clock.nowMs() });`,
    harm: 'a question from before the horizon counts as one from after it',
  },
  {
    name: 'lease shorter than a lookup',
    file: 'renewals/check.ts',
    find: `return hashcnet.timeoutMs * 2 + 5_000;`,
    replace: `return hashcnet.timeoutMs / 30;`,
    harm: 'every replica looks up the same order at once',
  },
  {
    name: 'DLR settles by its word',
    file: 'renewals/decide.ts',
    find: `    next: { ...renewal, ...scheduleAfterReport(renewal, terms), updatedAtMs: nowMs },`,
    replace: `    next:
      renewal.status === 'PENDING'
        ? { ...renewal, status: 'SUCCEEDED', pendingReason: null, settledAtMs: nowMs, nextCheckAtMs: null }
        : { ...renewal, ...scheduleAfterReport(renewal, terms), updatedAtMs: nowMs },`,
    harm: 'anybody can post "Success" and have a customer deducted',
  },
  {
    name: 'DLR floods lookups',
    file: 'renewals/schedule.ts',
    find: `return checkedAtMs === null ? nowMs : Math.max(nowMs, checkedAtMs + policy.reportPauseMs);`,
    replace: `return checkedAtMs === null ? nowMs : Math.min(nowMs, checkedAtMs + policy.reportPauseMs);`,
    harm: 'anybody can make the service ask upstream a thousand times a minute',
  },
  {
    name: 'DLR lost while a lookup is under way',
    file: 'renewals/schedule.ts',
    find: `return reportedFence === fence;`,
    replace: `return reportedFence !== null && reportedFence <= fence;`,
    harm: 'a refund reported during a lookup is never learnt',
  },
  {
    name: 'a report answered by the lookup before it',
    file: 'renewals/schedule.ts',
    find: `const isAnswered = isReported && !isReportWaiting(renewal) && outcome.kind !== 'unanswered';`,
    replace: `const isAnswered = isReported && outcome.kind !== 'unanswered';`,
    harm: 'a refund reported during a lookup is learnt an hour later, or never',
  },
  {
    name: "a report's turn lost to a decision",
    file: 'renewals/schedule.ts',
    find: `nextCheckAtMs: renewal.reportedFence === null ? null : plannedMs`,
    replace: `nextCheckAtMs: renewal.reportedFence === null ? plannedMs && null : null`,
    harm: 'a refund reported before the order is answered is never learnt',
  },
  {
    name: 'the next lookup right after a late answer',
    file: 'renewals/schedule.ts',
    find: `const checkedAtMs = terms.nowMs;`,
    replace: `const checkedAtMs = renewal.checkedAtMs ?? terms.nowMs;`,
    harm: 'two questions into one spell of denial count as two misses',
  },
  {
    name: 'silence after a report is the end of it',
    file: 'renewals/schedule.ts',
    find: `const isAnswered = isReported && !isReportWaiting(renewal) && outcome.kind !== 'unanswered';`,
    replace: `const isAnswered = isReported && !isReportWaiting(renewal) && outcome.kind !== undefined;`,
    harm: 'a refund reported while upstream answers nothing is never learnt',
  },
  {
    name: 'reports forgotten',
    file: 'renewals/receive-report.ts',
    find: `    await settle(renewal, { kind: 'report' });
`,
    replace: '',
    harm: 'refunds after success are never learnt',
  },
  {
    name: 'flag after a day missing',
    file: 'renewals/decide.ts',
    find: `if (renewal.attention === null && isOpen && isOld)`,
    replace: `if (renewal.attention === null && isOpen && isOld && renewal.sentAtMs < 0)`,
    harm: 'an order that upstream never decides is forgotten',
  },
  {
    name: 'contradiction not flagged',
    file: 'renewals/decide.ts',
    find: `  if (contradicts) return 'CONTRADICTION' satisfies AttentionReason;
`,
    replace: '',
    harm: 'upstream takes its word back and nobody is told',
  },
  {
    name: 'every decision lifts every flag',
    file: 'renewals/attention.ts',
    find: `return LIFTED_BY_DECISION.has(reason);`,
    replace: `return LIFTED_BY_DECISION.size > 0 && reason !== '';`,
    harm: 'an amount mismatch disappears from the list of what a person must look at',
  },
  {
    name: 'lookup never scheduled again',
    file: 'renewals/schedule.ts',
    find: `nextCheckAtMs: isLookedUpAgain ? earliest(pausedMs, turnMs) : null,`,
    replace: `nextCheckAtMs: isLookedUpAgain && pausedMs > 0 ? turnMs : null,`,
    harm: 'an order that was queued when first looked up is never looked up again',
  },
  {
    name: 'not sent, left pending',
    file: 'renewals/decide.ts',
    find: `  const state = stateOf(renewal);
  const target`,
    replace: `  const state = stateOf(renewal);
  if (verdict.finding === 'COMMIT_NOT_SENT') {
    return { next: { ...renewal, nextCheckAtMs: null, updatedAtMs: nowMs }, events: [] };
  }
  const target`,
    harm: 'a customer whose order never left waits for ever',
  },
  {
    name: 'pauses that do not grow',
    file: 'renewals/policy.ts',
    find: `policy.holdTimeMs * 2 ** doublings * spread`,
    replace: `policy.holdTimeMs * 2 ** (doublings * 0) * spread`,
    harm: 'a backlog of open orders is asked after every five minutes for ever',
  },
  {
    name: 'pauses without an end',
    file: 'renewals/policy.ts',
    find: `return Math.ceil(Math.min(Math.max(pauseMs, 1), policy.maxPauseMs));`,
    replace: `return Math.ceil(Math.max(pauseMs, 1));`,
    harm: 'after a day of waiting the next look is days away',
  },
  {
    name: 'no cap on lookups in flight',
    file: 'renewals/reconcile.ts',
    find: `const LOOKUPS_IN_FLIGHT = 8;`,
    replace: `const LOOKUPS_IN_FLIGHT = 100;`,
    harm: 'a backlog becomes a hundred lookups at once at an upstream that is down already',
  },
  {
    name: 'the reconciler dies of a ledger fault',
    file: 'renewals/reconcile.ts',
    find: `          deps.onError?.(error);
          return 0;`,
    replace: `          throw error;`,
    harm: 'after one lost connection nothing is looked up until a restart',
  },
];
