import type { Ledger, NewRenewal, RenewalPosition, RenewalQuery } from '../../../src/ledger/ledger.js';
import type { RenewalRecord } from '../../../src/ledger/renewal-record.js';
import { aRenewal, FAILED, SUCCEEDED } from '../../support/renewal-builder.js';
import { recordNew } from './recording.js';

const SHAPES: readonly Partial<NewRenewal>[] = [{}, FAILED, SUCCEEDED, { pendingReason: 'IN_DOUBT' }];

/** Forty-eight renewals, three to an instant, that differ in everything a query can ask for. */
function renewalsOfAllKinds(): NewRenewal[] {
  return Array.from({ length: 48 }, (_, n) =>
    aRenewal({
      // Ids run against the instants, so that sorting by either alone shows.
      id: `id-${String(100 - n).padStart(3, '0')}`,
      createdAtMs: 1000 + Math.floor(n / 3),
      client: n % 2 === 0 ? 'shop' : 'bank',
      username: `user-${n % 5}`,
      slug: n % 7 === 0 ? 'vns' : 'fast-speed',
      attention: n % 4 === 1 ? 'look' : null,
      ...SHAPES[Math.floor(n / 2) % SHAPES.length],
    }),
  );
}

function expectedIds(renewals: readonly NewRenewal[], query: Omit<RenewalQuery, 'limit'>): string[] {
  return renewals
    .filter((r) => query.client === undefined || r.client === query.client)
    .filter((r) => query.statuses === undefined || query.statuses.includes(r.status))
    .filter((r) => query.slug === undefined || r.slug === query.slug)
    .filter((r) => query.username === undefined || r.username === query.username)
    .filter((r) => query.needsAttention === undefined || (r.attention !== null) === query.needsAttention)
    .filter(
      (r) =>
        r.createdAtMs >= (query.createdFromMs ?? 0) && r.createdAtMs < (query.createdBeforeMs ?? Infinity),
    )
    .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

/** Reads page by page to the end. */
async function readPages(ledger: Ledger, query: RenewalQuery): Promise<string[]> {
  const ids: string[] = [];
  let after: RenewalPosition | undefined = query.after;
  for (let page = 0; page < 100; page += 1) {
    const renewals: RenewalRecord[] = await ledger.list({ ...query, ...(after && { after }) });
    ids.push(...renewals.map(({ id }) => id));
    after = renewals.at(-1);
    if (renewals.length < query.limit) break;
  }
  return ids;
}

export function describeListing(ledger: () => Ledger): void {
  describe('list', () => {
    it('gives every combination of filters, newest first, page by page, nothing twice and nothing missed', async () => {
      const renewals = renewalsOfAllKinds();
      for (const renewal of renewals) await recordNew(ledger(), renewal);
      for (const query of combinations()) {
        const expected = expectedIds(renewals, query);
        expect({ query, ids: await readPages(ledger(), { ...query, limit: 5 }) }).toEqual({
          query,
          ids: expected,
        });
        expect(await readPages(ledger(), { ...query, limit: 1000 })).toEqual(expected);
      }
    });

    it('starts after a position that no renewal has', async () => {
      for (const createdAtMs of [10, 20, 30])
        await recordNew(ledger(), aRenewal({ id: `at-${createdAtMs}`, createdAtMs }));
      const list = async (query: Omit<RenewalQuery, 'limit'>) =>
        (await ledger().list({ ...query, limit: 10 })).map(({ id }) => id);
      expect(await list({ after: { createdAtMs: 25, id: 'x' } })).toEqual(['at-20', 'at-10']);
      expect(await list({ after: { createdAtMs: 25, id: 'x' }, createdBeforeMs: 20 })).toEqual(['at-10']);
      expect(await list({ after: { createdAtMs: 20, id: 'at-20' }, createdBeforeMs: 30 })).toEqual(['at-10']);
      expect(await list({ after: { createdAtMs: 20, id: 'z' }, createdBeforeMs: 20 })).toEqual(['at-10']);
    });

    it('gives nothing when no status is asked for', async () => {
      await recordNew(ledger());
      expect(await ledger().list({ statuses: [], limit: 10 })).toEqual([]);
    });

    it.each([0, -1, 1001, 1.5, Number.NaN])('refuses a limit of %d', async (limit) => {
      await expect(ledger().list({ limit })).rejects.toThrow(RangeError);
      await expect(ledger().claimDue({ nowMs: 0, leaseMs: 1, limit })).rejects.toThrow(RangeError);
    });
  });
}

function combinations(): Omit<RenewalQuery, 'limit'>[] {
  const clients = [{}, { client: 'shop' }];
  const users = [{}, { username: 'user-1' }];
  const slugs = [{}, { slug: 'vns' }];
  const statuses = [
    {},
    { statuses: ['PENDING'] },
    { statuses: ['FAILED', 'SUCCEEDED', 'FAILED'] },
  ] satisfies Partial<RenewalQuery>[];
  const attentions = [{}, { needsAttention: true }, { needsAttention: false }];
  const spans = [{}, { createdFromMs: 1004, createdBeforeMs: 1011 }];
  let queries: Omit<RenewalQuery, 'limit'>[] = [{}];
  for (const choices of [clients, users, slugs, statuses, attentions, spans]) {
    queries = queries.flatMap((query) => choices.map((choice) => ({ ...query, ...choice })));
  }
  return queries;
}
