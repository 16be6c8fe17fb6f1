import fc from 'fast-check';
import type { Ledger } from '../../../src/ledger/ledger.js';
import type { RenewalRecord } from '../../../src/ledger/renewal-record.js';
import { anEvent, aRenewal, FAILED, SUCCEEDED } from '../../support/renewal-builder.js';

type Step =
  | { readonly kind: 'record'; readonly key: number; readonly session: number }
  | { readonly kind: 'save'; readonly which: number; readonly fail: boolean; readonly stale: boolean }
  | { readonly kind: 'claim'; readonly which: number; readonly nowMs: number }
  | { readonly kind: 'claimDue'; readonly nowMs: number; readonly limit: number };

const LEASE_MS = 5;
const small = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('record'), key: small, session: small }),
  fc.record({ kind: fc.constant('save'), which: small, fail: fc.boolean(), stale: fc.boolean() }),
  fc.record({ kind: fc.constant('claim'), which: small, nowMs: fc.nat({ max: 30 }) }),
  fc.record({
    kind: fc.constant('claimDue'),
    nowMs: fc.nat({ max: 30 }),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
);

/** The ledger in a few lines of memory: after any sequence of writes, the real one holds the same. */
export function describeModel(open: () => Promise<Ledger>): void {
  it('holds what a plain list would hold, after any sequence of writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const ledger = await open();
        try {
          const model: RenewalRecord[] = [];
          for (const [n, one] of steps.entries()) await apply(ledger, model, one, n);
          const stored = await ledger.list({ limit: 1000 });
          expect([...stored].reverse()).toEqual(model);
        } finally {
          await ledger.close();
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);
}

async function apply(ledger: Ledger, model: RenewalRecord[], one: Step, n: number): Promise<void> {
  switch (one.kind) {
    case 'record':
      return applyRecord(ledger, model, { ...one, n });
    case 'save':
      return applySave(ledger, model, one);
    case 'claim': {
      const held = model[one.which];
      if (!held) return;
      const free = isFree(held, one.nowMs);
      const claimed = await ledger.claim(held, { nowMs: one.nowMs, leaseMs: LEASE_MS });
      expect(claimed).toEqual(free ? claimInModel(model, held, one.nowMs) : null);
      return;
    }
    case 'claimDue': {
      const due = model
        .filter((r) => r.nextCheckAtMs !== null && r.nextCheckAtMs <= one.nowMs && isFree(r, one.nowMs))
        .sort((a, b) => (a.nextCheckAtMs ?? 0) - (b.nextCheckAtMs ?? 0) || (a.id < b.id ? -1 : 1))
        .slice(0, one.limit);
      const claimed = await ledger.claimDue({ nowMs: one.nowMs, leaseMs: LEASE_MS, limit: one.limit });
      expect(claimed).toEqual(due.map((r) => claimInModel(model, r, one.nowMs)));
      return;
    }
  }
}

async function applyRecord(
  ledger: Ledger,
  model: RenewalRecord[],
  { key, session, n }: { key: number; session: number; n: number },
): Promise<void> {
  const identity = { id: `id-${n}`, idempotencyKey: `key-${key}`, sessionId: `session-${session}` };
  const renewal = aRenewal({ ...identity, createdAtMs: 1000 + n, nextCheckAtMs: 30 - n });
  const byKey = model.find((r) => r.idempotencyKey === renewal.idempotencyKey);
  const bySession = model.find((r) => r.sessionId === renewal.sessionId && r.status !== 'FAILED');
  const fresh = { ...renewal, updatedAtMs: renewal.createdAtMs, version: 1, fence: 0, claimedUntilMs: null };
  const kind = byKey ? 'key_used' : bySession ? 'session_used' : 'recorded';
  expect(await ledger.record(renewal, anEvent())).toEqual({ kind, renewal: byKey ?? bySession ?? fresh });
  if (kind === 'recorded') model.push(fresh);
}

async function applySave(
  ledger: Ledger,
  model: RenewalRecord[],
  { which, fail, stale }: { which: number; fail: boolean; stale: boolean },
): Promise<void> {
  const current = model[which];
  // Leaving FAILED could take a session that another holds by now; settling never does that.
  if (current?.status !== 'PENDING') return;
  const next = { ...current, ...(fail ? FAILED : SUCCEEDED), updatedAtMs: 7, claimedUntilMs: null };
  const saved = await ledger.save({ ...next, version: current.version - (stale ? 1 : 0) }, [anEvent()]);
  if (stale) return expect(saved).toBeNull();
  const stored = { ...next, version: current.version + 1 };
  expect(saved).toEqual(stored);
  model[which] = stored;
}

function isFree(renewal: RenewalRecord, nowMs: number): boolean {
  return renewal.claimedUntilMs === null || renewal.claimedUntilMs <= nowMs;
}

function claimInModel(model: RenewalRecord[], renewal: RenewalRecord, nowMs: number): RenewalRecord {
  const { version, fence } = renewal;
  const claimed = {
    ...renewal,
    version: version + 1,
    fence: fence + 1,
    claimedUntilMs: nowMs + LEASE_MS,
    checkedAtMs: nowMs,
  };
  model[model.indexOf(renewal)] = claimed;
  return claimed;
}
