import type { Ledger } from '../../../src/ledger/ledger.js';
import { aRenewal, FAILED } from '../../support/renewal-builder.js';
import { recordNew } from './recording.js';

export function describeClaims(ledger: () => Ledger): void {
  describe('claimDue', () => {
    it('claims what is due, the longest overdue first, up to the limit', async () => {
      const due = { c: 30, a: 10, e: 51, b: 20, d: 50 };
      for (const [id, nextCheckAtMs] of Object.entries(due))
        await recordNew(ledger(), aRenewal({ id, nextCheckAtMs }));
      await recordNew(ledger(), aRenewal({ id: 'never', nextCheckAtMs: null }));
      const claim = async (limit: number) =>
        (await ledger().claimDue({ nowMs: 50, leaseMs: 100, limit })).map(({ id }) => id);
      expect(await claim(3)).toEqual(['a', 'b', 'c']);
      expect(await claim(3)).toEqual(['d']);
      expect(await claim(3)).toEqual([]);
    });

    it('breaks a tie by id', async () => {
      for (const id of ['b', 'c', 'a']) await recordNew(ledger(), aRenewal({ id, nextCheckAtMs: 5 }));
      const claimed = await ledger().claimDue({ nowMs: 9, leaseMs: 100, limit: 2 });
      expect(claimed.map(({ id }) => id)).toEqual(['a', 'b']);
    });

    it('raises fence and version, sets the lease and returns what is stored', async () => {
      const stored = await recordNew(ledger(), aRenewal({ nextCheckAtMs: 5 }));
      const [claimed] = await ledger().claimDue({ nowMs: 10, leaseMs: 100, limit: 1 });
      expect(claimed).toEqual({ ...stored, version: 2, fence: 1, claimedUntilMs: 110, checkedAtMs: 10 });
      expect(await ledger().find(stored.id)).toEqual(claimed);
    });

    it('claims again when the lease has run out, and the fence tells the two holders apart', async () => {
      await recordNew(ledger(), aRenewal({ nextCheckAtMs: 5 }));
      const [first] = await ledger().claimDue({ nowMs: 10, leaseMs: 100, limit: 1 });
      expect(await ledger().claimDue({ nowMs: 109, leaseMs: 100, limit: 1 })).toEqual([]);
      const [second] = await ledger().claimDue({ nowMs: 110, leaseMs: 100, limit: 1 });
      expect(second?.fence).toBe(2);
      expect(first && (await ledger().save(first, []))).toBeNull();
    });

    it('also claims a final renewal for which a look is asked', async () => {
      await recordNew(ledger(), aRenewal({ id: 'final', ...FAILED, nextCheckAtMs: 5 }));
      expect(await ledger().claimDue({ nowMs: 5, leaseMs: 1, limit: 1 })).toMatchObject([{ id: 'final' }]);
    });

    it('never gives one renewal to two of twenty callers at once', async () => {
      for (let n = 0; n < 60; n += 1) await recordNew(ledger(), aRenewal({ nextCheckAtMs: n }));
      const callers = Array.from({ length: 20 }, () =>
        ledger().claimDue({ nowMs: 100, leaseMs: 1000, limit: 5 }),
      );
      const claimed = (await Promise.all(callers)).flat();
      expect(new Set(claimed.map(({ id }) => id)).size).toBe(claimed.length);
      // What a caller passed over because another was just taking it is there for the next round.
      const rest = await ledger().claimDue({ nowMs: 100, leaseMs: 1000, limit: 60 });
      expect(claimed.length + rest.length).toBe(60);
      expect(Math.max(...claimed.map(({ fence }) => fence))).toBe(1);
    });
  });

  describe('claim', () => {
    it('claims one renewal, due or not', async () => {
      const stored = await recordNew(ledger(), aRenewal({ nextCheckAtMs: null }));
      const claimed = await ledger().claim(stored, { nowMs: 10, leaseMs: 100 });
      expect(claimed).toEqual({ ...stored, version: 2, fence: 1, claimedUntilMs: 110, checkedAtMs: 10 });
    });

    it('gives null when it does not exist or somebody holds it, until the lease has run out', async () => {
      const { id } = await recordNew(ledger());
      expect(await ledger().claim({ id: 'none', version: 1 }, { nowMs: 10, leaseMs: 100 })).toBeNull();
      const claimed = await ledger().claim({ id, version: 1 }, { nowMs: 10, leaseMs: 100 });
      const read = { id, version: claimed?.version ?? 0 };
      expect(await ledger().claim(read, { nowMs: 109, leaseMs: 100 })).toBeNull();
      expect(await ledger().claim(read, { nowMs: 110, leaseMs: 100 })).toMatchObject({ fence: 2 });
    });

    it('gives null when it has changed since it was read', async () => {
      const stored = await recordNew(ledger());
      await ledger().save({ ...stored, checkCount: 1 }, []);
      expect(await ledger().claim(stored, { nowMs: 10, leaseMs: 100 })).toBeNull();
    });

    it('gives one renewal to one of twenty callers at once', async () => {
      const stored = await recordNew(ledger());
      const callers = Array.from({ length: 20 }, () => ledger().claim(stored, { nowMs: 10, leaseMs: 100 }));
      const claimed = (await Promise.all(callers)).filter((renewal) => renewal !== null);
      expect(claimed).toMatchObject([{ fence: 1, version: 2 }]);
    });

    it('keeps claimDue away from what it holds', async () => {
      const stored = await recordNew(ledger(), aRenewal({ nextCheckAtMs: 5 }));
      await ledger().claim(stored, { nowMs: 10, leaseMs: 100 });
      expect(await ledger().claimDue({ nowMs: 20, leaseMs: 100, limit: 10 })).toEqual([]);
    });
  });

  describe('ping and close', () => {
    it('answers while open', async () => {
      await expect(ledger().ping()).resolves.toBeUndefined();
    });

    it('rejects everything with LedgerUnavailableError once closed, and closes twice without harm', async () => {
      await ledger().close();
      await ledger().close();
      const unavailable = { name: 'LedgerUnavailableError' };
      await expect(ledger().ping()).rejects.toMatchObject(unavailable);
      await expect(ledger().find('a')).rejects.toMatchObject(unavailable);
      await expect(ledger().claim({ id: 'a', version: 1 }, { nowMs: 1, leaseMs: 1 })).rejects.toMatchObject(
        unavailable,
      );
      await expect(recordNew(ledger())).rejects.toMatchObject(unavailable);
    });
  });
}
