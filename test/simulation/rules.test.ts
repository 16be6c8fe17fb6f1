import type { Entry } from '../../src/simulation/journal.js';
import { RULES } from '../../src/simulation/judge.js';
import { FAILED, SUCCEEDED } from '../support/renewal-builder.js';
import {
  answered,
  aRecord,
  arrived,
  asked,
  at,
  atMs,
  charged,
  claimed,
  heard,
  judgeLast,
  MINUTE_MS,
  NEVER_SEEN,
  recorded,
  saved,
  sent,
  told,
} from './entry-builder.js';

const renewal = aRecord();
const underClaim = claimed(renewal, atMs(6) + 65_000);
const underReportedClaim = claimed(aRecord({ reportedFence: 0 }), atMs(6) + 65_000);
const miss = { checkCount: 1, checkedAtMs: atMs(6), missCount: 1, nextCheckAtMs: atMs(11) };
const again = aRecord({ id: 'r2', idempotencyKey: 'k2', reference: 'ref2' });
const call = { by: 'A1', callId: 1, client: 'shop', idempotencyKey: 'k1', purchase: 'another' } as const;

/** A journal whose last entry breaks the rule, and no earlier one. */
const BROKEN: Record<string, Entry[]> = {
  'a: one renewal per intent': at(0, recorded(), recorded(aRecord({ id: 'r2' }))),
  'a: one charge per intent': at(
    0,
    recorded(),
    charged(),
    recorded(aRecord({ id: 'r2', reference: 'ref2' })),
    charged('ref2'),
  ),
  'a: one charge per session': at(0, recorded(), charged(), recorded(again), charged('ref2')),
  'a: one send per reference': at(0, recorded(), sent(), sent()),
  'a: nothing sent late': [...at(0, recorded()), ...at(1, sent())],
  'b: recorded before it is sent': at(0, sent()),
  'c: no refund of a standing charge': at(
    0,
    recorded(),
    sent(),
    arrived(),
    charged(),
    saved(renewal, FAILED),
  ),
  'd: no deduction without Success': at(0, recorded(), sent(), saved(renewal, SUCCEEDED)),
  'e: final states stay': at(0, recorded(), saved(aRecord(FAILED), SUCCEEDED)),
  'writes build on what is stored': at(0, recorded(), saved(renewal, {}), {
    ...saved(renewal, {}),
    readVersion: 7,
  } as Entry),
  'the send instant covers the send': at(0, recorded(), sent(), saved(renewal, { sentAtMs: 5 })),
  'what is open is looked up again': at(0, recorded(), saved(renewal, { nextCheckAtMs: null })),
  'a day open is flagged': at(1500, recorded(), saved(renewal, { ...miss, updatedAtMs: atMs(1500) })),
  'flags are kept': at(0, recorded(), saved(aRecord({ attention: 'CONTRADICTION' }), { attention: null })),
  'flags have a cause': at(0, recorded(), saved(renewal, { attention: 'AMOUNT_MISMATCH' })),
  'g: no early lookup unless reported': [...at(0, recorded()), ...at(4, asked(1))],
  'g: misses count when they may': [
    ...at(0, recorded(), underClaim, asked(1), heard(1, NEVER_SEEN)),
    ...at(1, saved(underClaim.after, miss)),
  ],
  'given up on proof only': [
    ...at(0, recorded()),
    ...at(40, underClaim, asked(1), heard(1, NEVER_SEEN)),
    ...at(
      40,
      saved(underClaim.after, { ...FAILED, ...miss, failure: { code: 'NOT_RECORDED', message: '' } }),
    ),
  ],
  'evidence of a lost claim is dropped': [
    ...at(0, recorded()),
    ...at(6, underClaim, asked(1), heard(1, NEVER_SEEN)),
    ...at(8, claimed(underClaim.after, atMs(10))),
    ...at(8, saved({ ...underClaim.after, fence: 2, version: 3 }, miss)),
  ],
  'one lookup a minute': [
    ...at(0, recorded()),
    ...at(6, underClaim, asked(1)),
    ...at(6.5, claimed(underClaim.after, atMs(6.5) + 65_000), asked(2)),
  ],
  'pauses grow, to an hour': [
    ...at(0, recorded()),
    ...at(6, underClaim, asked(1), heard(1, NEVER_SEEN)),
    ...at(6, saved(underClaim.after, { ...miss, updatedAtMs: atMs(6), nextCheckAtMs: atMs(70) })),
  ],
  'lookups in flight are capped': [
    ...at(0, recorded()),
    ...at(6, ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => asked(n))),
  ],
  'a report that found no answer is looked into again': [
    ...at(0, recorded()),
    ...at(6, underReportedClaim, asked(1), heard(1, { kind: 'unanswered', cause: 'TIMEOUT' })),
    ...at(6, saved(underReportedClaim.after, { ...SUCCEEDED, checkCount: 1 })),
  ],
  'a report is not lost': [
    ...at(0, recorded()),
    ...at(1, { kind: 'reported', by: 'A1', reference: 'ref1', sinceMs: atMs(1) }),
  ],
  'replays answer the same renewal': at(
    0,
    recorded(),
    { kind: 'called', ...call },
    told(renewal, { callId: 1, replayed: true }),
  ),
  'clients see what is stored': at(0, recorded(), told(aRecord(SUCCEEDED))),
  'what was told is findable': at(0, recorded(), told(renewal), {
    kind: 'denied',
    by: 'A1',
    client: 'shop',
    id: 'r1',
  }),
  'errors are explained': at(0, {
    kind: 'incident',
    what: 'unexpected_error',
    by: 'A1',
    reference: null,
    detail: 'TypeError',
  }),
  'f: final or flagged in the end': at(0, recorded(), { kind: 'ended' }),
  'f: final states agree with upstream': at(
    0,
    recorded(),
    sent(),
    answered({ kind: 'succeeded' }),
    saved(renewal, SUCCEEDED),
    { kind: 'ended' },
  ),
  'f: no report is left unserved': [
    ...at(0, recorded(aRecord({ nextCheckAtMs: atMs(1) }))),
    ...at(1, { kind: 'reported', by: 'A1', reference: 'ref1', sinceMs: atMs(1) }, { kind: 'ended' }),
  ],
};

describe('the invariants', () => {
  it('each have a journal that breaks them', () => {
    expect(Object.keys(BROKEN).sort()).toEqual(RULES.map(({ name }) => name).sort());
  });

  it.each(Object.keys(BROKEN))('"%s" fires', (name) => {
    expect(judgeLast(name, BROKEN[name] ?? [])).toEqual(expect.any(String));
  });

  it('let an honest purchase pass', () => {
    const done = saved(renewal, { ...SUCCEEDED, sighted: true });
    const entries = [
      ...at(
        0,
        recorded(),
        sent(),
        arrived(),
        charged(),
        answered({ kind: 'succeeded' }),
        done,
        told(aRecord({ ...SUCCEEDED, version: 2 })),
      ),
      ...at(MINUTE_MS, { kind: 'ended' }),
    ];
    for (const { name } of RULES) expect([name, judgeLast(name, entries)]).toEqual([name, null]);
  });
});
