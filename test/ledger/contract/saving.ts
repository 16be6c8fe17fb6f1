import type { Ledger } from '../../../src/ledger/ledger.js';
import type { RenewalProgress } from '../../../src/ledger/renewal-record.js';
import { anEvent, aRenewal, FAILED, SUCCEEDED } from '../../support/renewal-builder.js';
import { describeDeeply } from '../describe-deeply.js';
import { recordNew } from './recording.js';

const PROGRESS: RenewalProgress = {
  ...FAILED,
  status: 'REFUNDED',
  failure: null,
  refunds: [
    { amountPaisa: 1, remarks: 'first', refundedAtMs: 3 },
    { amountPaisa: 2, remarks: null, refundedAtMs: null },
  ],
  providerId: 'p-1',
  creditsConsumed: '12.345',
  sentAtMs: 11,
  nextCheckAtMs: 12,
  checkedAtMs: 13,
  reportedFence: 16,
  checkCount: 14,
  missCount: 15,
  sighted: true,
  attention: 'look at this',
};

export function describeSaving(ledger: () => Ledger): void {
  describe('save', () => {
    it('writes all progress and the events, raises the version and leaves the identity alone', async () => {
      const stored = await recordNew(ledger());
      const next = { ...stored, ...PROGRESS, updatedAtMs: 99, client: 'other', amountPaisa: 1 };
      const saved = await ledger().save(next, [anEvent({ type: 'SETTLED', message: 'done' })]);
      expect(saved).toEqual({ ...stored, ...PROGRESS, updatedAtMs: 99, version: 2 });
      expect(await ledger().find(stored.id)).toEqual(saved);
      expect((await ledger().listEvents([stored.id])).get(stored.id)?.at(-1)).toEqual(
        anEvent({ type: 'SETTLED', message: 'done' }),
      );
    });

    it('writes nothing, events included, when somebody else wrote in between', async () => {
      const stored = await recordNew(ledger());
      const first = await ledger().save({ ...stored, checkCount: 1 }, []);
      expect(await ledger().save({ ...stored, ...SUCCEEDED }, [anEvent({ type: 'SETTLED' })])).toBeNull();
      expect(await ledger().find(stored.id)).toEqual(first);
      expect((await ledger().listEvents([stored.id])).get(stored.id)).toHaveLength(1);
    });

    it('gives null for a renewal that does not exist', async () => {
      const stored = await recordNew(ledger());
      expect(await ledger().save({ ...stored, id: 'none' }, [anEvent()])).toBeNull();
    });

    it('lets one of twenty at once through', async () => {
      const stored = await recordNew(ledger());
      const saves = Array.from({ length: 20 }, (_, n) =>
        ledger().save({ ...stored, checkCount: n }, [anEvent({ type: 'LOOKED_UP', atMs: n })]),
      );
      const saved = (await Promise.all(saves)).filter((renewal) => renewal !== null);
      expect(saved).toHaveLength(1);
      expect(await ledger().find(stored.id)).toEqual(saved[0]);
      const events = (await ledger().listEvents([stored.id])).get(stored.id);
      expect(events?.map(({ atMs }) => atMs).at(-1)).toBe(saved[0]?.checkCount);
      expect(events).toHaveLength(2);
    });

    it('keeps a claim, or releases it, as it is told', async () => {
      const stored = await recordNew(ledger());
      const claimed = await ledger().claim(stored, { nowMs: 0, leaseMs: 1000 });
      const kept = claimed && (await ledger().save({ ...claimed, checkCount: 1 }, []));
      expect(kept).toMatchObject({ claimedUntilMs: 1000, fence: 1, version: 3 });
      expect(kept && (await ledger().claim(kept, { nowMs: 1, leaseMs: 1000 }))).toBeNull();
      const saved = kept && (await ledger().save({ ...kept, claimedUntilMs: null }, []));
      expect(saved).toMatchObject({ claimedUntilMs: null, fence: 1, version: 4 });
      expect(saved && (await ledger().claim(saved, { nowMs: 1, leaseMs: 1000 }))).not.toBeNull();
    });

    it('refuses what was read before a claim', async () => {
      const stored = await recordNew(ledger());
      await ledger().claim(stored, { nowMs: 0, leaseMs: 1000 });
      expect(await ledger().save({ ...stored, checkCount: 1 }, [])).toBeNull();
    });

    it('refuses, whole, what breaks a rule of the stored data', async () => {
      const stored = await recordNew(ledger());
      const broken = { ...stored, ...FAILED, settledAtMs: null };
      await expect(ledger().save(broken, [anEvent()])).rejects.toMatchObject({ name: 'Error' });
      expect(await ledger().find(stored.id)).toEqual(stored);
      expect((await ledger().listEvents([stored.id])).get(stored.id)).toHaveLength(1);
    });

    it('says nothing of the stored values when it refuses', async () => {
      const stored = await recordNew(ledger(), aRenewal({ username: 'private-person' }));
      const refusal: unknown = await ledger()
        .save({ ...stored, ...FAILED, settledAtMs: null }, [])
        .catch((error: unknown) => error);
      expect(describeDeeply(refusal)).not.toContain('private-person');
    });

    it('takes a hundred events at once and no more', async () => {
      const stored = await recordNew(ledger());
      const events = Array.from({ length: 101 }, () => anEvent());
      await expect(ledger().save(stored, events)).rejects.toThrow(RangeError);
    });
  });
}
