import type { Ledger } from '../../../src/ledger/ledger.js';
import { anEvent, aRenewal } from '../../support/renewal-builder.js';
import { recordNew } from './recording.js';

export function describeFinding(ledger: () => Ledger): void {
  describe('find', () => {
    it('finds by id, by key and by reference', async () => {
      const stored = await recordNew(ledger());
      expect(await ledger().find(stored.id)).toEqual(stored);
      expect(await ledger().findByKey(stored)).toEqual(stored);
      expect(await ledger().findByReference(stored.reference)).toEqual(stored);
    });

    it('gives null for what does not exist', async () => {
      const { client, idempotencyKey } = await recordNew(ledger());
      expect(await ledger().find('none')).toBeNull();
      expect(await ledger().findByReference('none')).toBeNull();
      expect(await ledger().findByKey({ client, idempotencyKey: 'none' })).toBeNull();
      expect(await ledger().findByKey({ client: 'none', idempotencyKey })).toBeNull();
    });

    it('finds many in the order asked, repeated ids and missing ones included', async () => {
      for (const id of ['a', 'b', 'c']) await recordNew(ledger(), aRenewal({ id }));
      const found = await ledger().findMany(['c', 'none', 'a', 'c', 'b']);
      expect(found.map((renewal) => renewal?.id ?? null)).toEqual(['c', null, 'a', 'c', 'b']);
      expect(await ledger().findMany([])).toEqual([]);
    });

    it('takes a thousand ids and no more', async () => {
      const ids = Array.from({ length: 1000 }, (_, n) => `id-${n}`);
      await recordNew(ledger(), aRenewal({ id: 'id-999' }));
      expect((await ledger().findMany(ids)).at(-1)).toMatchObject({ id: 'id-999' });
      await expect(ledger().findMany([...ids, 'one-more'])).rejects.toThrow(RangeError);
      await expect(ledger().listEvents([...ids, 'one-more'])).rejects.toThrow(RangeError);
    });
  });

  describe('listEvents', () => {
    it('lists oldest first, each renewal its own, and an empty list where there is none', async () => {
      const first = await recordNew(ledger());
      const second = await recordNew(ledger());
      // The same instant twice: what counts is the order of writing.
      const saved = await ledger().save(first, [
        anEvent({ type: 'LOOKED_UP' }),
        anEvent({ type: 'FLAGGED' }),
      ]);
      if (saved) await ledger().save(saved, [anEvent({ type: 'SETTLED' })]);
      const events = await ledger().listEvents([second.id, first.id, 'none']);
      const types = (id: string) => events.get(id)?.map(({ type }) => type);
      expect(types(first.id)).toEqual(['SUBMITTED', 'LOOKED_UP', 'FLAGGED', 'SETTLED']);
      expect(types(second.id)).toEqual(['SUBMITTED']);
      expect(types('none')).toEqual([]);
      expect((await ledger().listEvents([])).size).toBe(0);
    });

    it('keeps to the latest five hundred of each renewal', async () => {
      let renewal = await recordNew(ledger());
      const other = await recordNew(ledger());
      for (let batch = 0; batch < 6; batch += 1) {
        const events = Array.from({ length: 100 }, (_, n) =>
          anEvent({ atMs: batch * 100 + n, type: 'LOOKED_UP' }),
        );
        renewal = (await ledger().save(renewal, events)) ?? renewal;
      }
      const events = await ledger().listEvents([renewal.id, other.id]);
      expect(events.get(renewal.id)?.map(({ atMs }) => atMs)).toEqual(
        Array.from({ length: 500 }, (_, n) => 100 + n),
      );
      expect(events.get(other.id)).toHaveLength(1);
    });
  });
}
