import type { Ledger, NewRenewal } from '../../../src/ledger/ledger.js';
import {
  EVENT_TYPES,
  FAILURE_CODES,
  PENDING_REASONS,
  RENEWAL_STATUSES,
  type RenewalRecord,
  type RenewalStatus,
} from '../../../src/ledger/renewal-record.js';
import { anEvent, aRenewal, FAILED, SUCCEEDED } from '../../support/renewal-builder.js';

export function describeRecording(ledger: () => Ledger): void {
  describe('record', () => {
    it('stores every field and reads it back as it was', async () => {
      const renewal = aRenewal({
        packageCode: null,
        refunds: [{ amountPaisa: 12_345, remarks: 'half', refundedAtMs: 5 }],
        creditsConsumed: '9995285594.37663',
        checkedAtMs: 7,
        reportedFence: 8,
        checkCount: 2,
        missCount: 1,
        sighted: true,
        attention: 'amount differs',
      });
      const recorded = await recordNew(ledger(), renewal);
      const expected = {
        ...renewal,
        updatedAtMs: renewal.createdAtMs,
        version: 1,
        fence: 0,
        claimedUntilMs: null,
      };
      expect(recorded).toEqual(expected);
      expect(await ledger().find(renewal.id)).toEqual(expected);
    });

    it.each(
      RENEWAL_STATUSES.flatMap((status) => progressOf(status).map((progress) => [status, progress] as const)),
    )('knows %s in each of its forms', async (_, progress) => {
      const renewal = aRenewal(progress);
      await recordNew(ledger(), renewal);
      expect(await ledger().find(renewal.id)).toMatchObject(progress);
    });

    it('knows every type of event', async () => {
      const stored = await recordNew(ledger());
      await ledger().save(
        stored,
        EVENT_TYPES.map((type) => anEvent({ type })),
      );
      const events = (await ledger().listEvents([stored.id])).get(stored.id) ?? [];
      expect(events.slice(1).map(({ type }) => type)).toEqual(EVENT_TYPES);
    });

    it('writes the first event with it', async () => {
      const renewal = aRenewal();
      await ledger().record(renewal, anEvent({ message: 'sent' }));
      expect((await ledger().listEvents([renewal.id])).get(renewal.id)).toEqual([
        anEvent({ message: 'sent' }),
      ]);
    });

    it('answers a used key with the renewal it made, and writes nothing', async () => {
      const first = aRenewal();
      const second = aRenewal({ client: first.client, idempotencyKey: first.idempotencyKey });
      await recordNew(ledger(), first);
      const result = await ledger().record(second, anEvent());
      expect(result).toMatchObject({ kind: 'key_used', renewal: { id: first.id } });
      expect(await ledger().find(second.id)).toBeNull();
      expect((await ledger().listEvents([first.id, second.id])).get(first.id)).toHaveLength(1);
    });

    it("lets two clients use the same key: a client's keys are its own", async () => {
      await recordNew(ledger(), aRenewal({ client: 'a', idempotencyKey: 'same' }));
      await recordNew(ledger(), aRenewal({ client: 'b', idempotencyKey: 'same' }));
    });

    it("answers a used session with its holder, whoever's it is", async () => {
      const holder = aRenewal({ client: 'a' });
      const other = aRenewal({ client: 'b', slug: holder.slug, sessionId: holder.sessionId });
      await recordNew(ledger(), holder);
      expect(await ledger().record(other, anEvent())).toMatchObject({
        kind: 'session_used',
        renewal: { id: holder.id },
      });
      expect(await ledger().find(other.id)).toBeNull();
    });

    it('keeps sessions of different ISPs apart', async () => {
      await recordNew(ledger(), aRenewal({ slug: 'vns', sessionId: '1' }));
      await recordNew(ledger(), aRenewal({ slug: 'subisu', sessionId: '1' }));
    });

    it('names the holder of the key before the holder of the session', async () => {
      const keyHolder = aRenewal();
      const sessionHolder = aRenewal();
      await recordNew(ledger(), sessionHolder);
      await recordNew(ledger(), keyHolder);
      const { slug, sessionId } = sessionHolder;
      const clash = aRenewal({ idempotencyKey: keyHolder.idempotencyKey, slug, sessionId });
      expect(await ledger().record(clash, anEvent())).toMatchObject({
        kind: 'key_used',
        renewal: { id: keyHolder.id },
      });
    });

    it('gives a session back once its renewal has failed', async () => {
      const first = aRenewal({ sessionId: '42' });
      const stored = await recordNew(ledger(), first);
      expect(await ledger().save({ ...stored, ...FAILED }, [])).not.toBeNull();
      const second = await recordNew(ledger(), aRenewal({ sessionId: '42' }));
      expect(await ledger().record(aRenewal({ sessionId: '42' }), anEvent())).toMatchObject({
        kind: 'session_used',
        renewal: { id: second.id },
      });
    });

    it('keeps the key of a failed renewal', async () => {
      const stored = await recordNew(ledger(), aRenewal({ idempotencyKey: 'once' }));
      await ledger().save({ ...stored, ...FAILED }, []);
      expect(await ledger().record(aRenewal({ idempotencyKey: 'once' }), anEvent())).toMatchObject({
        kind: 'key_used',
        renewal: { status: 'FAILED' },
      });
    });

    it('throws when a reference repeats under another key and session', async () => {
      const first = aRenewal();
      await recordNew(ledger(), first);
      const second = aRenewal({ reference: first.reference });
      await expect(ledger().record(second, anEvent())).rejects.toThrow('reference');
      expect(await ledger().find(second.id)).toBeNull();
    });

    it('records one of twenty at once with the same key', async () => {
      const attempts = Array.from({ length: 20 }, () =>
        ledger().record(aRenewal({ idempotencyKey: 'contended' }), anEvent()),
      );
      const results = await Promise.all(attempts);
      const [winner] = results.filter(({ kind }) => kind === 'recorded');
      expect(results.filter(({ kind }) => kind === 'key_used')).toHaveLength(19);
      expect(new Set(results.map(({ renewal }) => renewal.id))).toEqual(new Set([winner?.renewal.id]));
    });

    it('records one of twenty at once with the same session', async () => {
      const attempts = Array.from({ length: 20 }, (_, n) =>
        ledger().record(aRenewal({ client: `client-${n}`, sessionId: 'contended' }), anEvent()),
      );
      const results = await Promise.all(attempts);
      expect(results.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
      expect(results.filter(({ kind }) => kind === 'session_used')).toHaveLength(19);
      expect(new Set(results.map(({ renewal }) => renewal.id)).size).toBe(1);
    });

    it('keeps big amounts exact', async () => {
      const amountPaisa = Number.MAX_SAFE_INTEGER;
      const refunds = [{ amountPaisa: amountPaisa - 1, remarks: null, refundedAtMs: null }];
      const renewal = aRenewal({ amountPaisa, refunds });
      await recordNew(ledger(), renewal);
      expect(await ledger().find(renewal.id)).toMatchObject({ amountPaisa, refunds });
    });

    it.each([
      ['a fraction of a paisa', { amountPaisa: 99.5 }],
      ['an amount beyond the safe integers', { amountPaisa: 2 ** 53 }],
      ['nothing to pay', { amountPaisa: 0 }],
      ['a negative amount', { amountPaisa: -1 }],
      ['pending without a reason', { pendingReason: null }],
      ['a reason on a final status', { ...FAILED, pendingReason: 'IN_DOUBT' }],
      ['failed without a code', { ...FAILED, failure: null }],
      ['a failure on what is pending', { failure: { code: 'REJECTED', message: '' } }],
      ['settled while pending', { settledAtMs: 1 }],
      ['final without an instant', { ...FAILED, settledAtMs: null }],
      ['an unknown status', { status: 'LOST' as 'FAILED', pendingReason: null, settledAtMs: 1 }],
    ] satisfies [string, Partial<NewRenewal>][])('refuses %s', async (_, overrides) => {
      const renewal = aRenewal(overrides);
      await expect(ledger().record(renewal, anEvent())).rejects.toMatchObject({
        name: expect.stringMatching(/^(Range)?Error$/),
      });
      expect(await ledger().find(renewal.id)).toBeNull();
      expect((await ledger().listEvents([renewal.id])).get(renewal.id)).toEqual([]);
    });

    it.each([
      ['quotes', `O'Brien "the" \\ \`; DROP TABLE renewals; --`],
      ['wildcards and placeholders', '100% _ ? $1 :a @b'],
      ['Nepali and emoji', 'नमस्ते 🏔️'],
      ['nothing', ''],
      ['line breaks', 'a\r\nb\tc'],
    ])('keeps text with %s', async (_, text) => {
      const renewal = aRenewal({ username: text, idempotencyKey: text, attention: text });
      await ledger().record(renewal, anEvent({ message: text }));
      const found = await ledger().findByKey(renewal);
      expect(found).toMatchObject({ id: renewal.id, username: text, attention: text });
      expect(await ledger().list({ username: text, limit: 1 })).toHaveLength(1);
      expect((await ledger().listEvents([renewal.id])).get(renewal.id)?.[0]?.message).toBe(text);
    });

    it.each([
      ['U+0000', 'a\0b'],
      ['half a surrogate pair', 'a\uD83Cb'],
    ])('stores %s as U+FFFD, and finds it by what was given', async (_, text) => {
      const renewal = aRenewal({ idempotencyKey: text, username: text });
      await recordNew(ledger(), renewal);
      expect(await ledger().findByKey(renewal)).toMatchObject({
        username: 'a\uFFFDb',
        idempotencyKey: 'a\uFFFDb',
      });
      expect(await ledger().record({ ...aRenewal(), idempotencyKey: text }, anEvent())).toMatchObject({
        kind: 'key_used',
      });
    });
  });
}

/** The forms a status may take: every reason of a pending one, every code of a failed one. */
function progressOf(status: RenewalStatus): Partial<NewRenewal>[] {
  if (status === 'PENDING') return PENDING_REASONS.map((pendingReason) => ({ status, pendingReason }));
  if (status === 'FAILED')
    return FAILURE_CODES.map((code) => ({ ...FAILED, failure: { code, message: 'm' } }));
  return [{ ...SUCCEEDED, status }];
}

/** Records a renewal that must be new, and gives what is stored. */
export async function recordNew(ledger: Ledger, renewal: NewRenewal = aRenewal()): Promise<RenewalRecord> {
  const result = await ledger.record(renewal, anEvent());
  expect(result.kind).toBe('recorded');
  return result.renewal;
}
