import type { Socket } from 'node:net';
import fc from 'fast-check';
import type { CommitOutcome } from '../../../src/datasources/hashcnet/outcome.js';
import { readBulkLookup } from '../../../src/datasources/hashcnet/wire/bulk-lookup.wire.js';
import { readCommit } from '../../../src/datasources/hashcnet/wire/commit.wire.js';
import type { CommitVerdict } from '../../../src/datasources/hashcnet/wire/commit-verdict.js';
import { readCredits } from '../../../src/datasources/hashcnet/wire/credits.wire.js';
import { readDetails } from '../../../src/datasources/hashcnet/wire/details.wire.js';
import { readLookup } from '../../../src/datasources/hashcnet/wire/lookup.wire.js';
import { createTextCleaner } from '../../../src/datasources/hashcnet/wire/text.js';
import { type Script, startScriptedUpstream } from '../../support/scripted-upstream.js';
import { A_KEY, A_REFERENCE, aDataSource, anOrder, fixture, TOKEN } from './support/data-source.js';

const clean = createTextCleaner(TOKEN);
const FIXTURES = [
  'details.json',
  'commit-success.json',
  'lookup-success.json',
  'lookup-unknown.json',
  'bulk-lookup.json',
  'error-validation.json',
];

const statusCode = fc.oneof(fc.constantFrom(200, 400, 404, 500), fc.integer({ min: 200, max: 599 }));
const state = fc.oneof(
  fc.constantFrom('Success', 'Queued', 'Failed', 'Error', 'Status Error', 'expired', 'Unknown'),
  fc.jsonValue(),
);
const code = fc.oneof(
  fc.constantFrom('1002', '1011', '1013', '1016', '1017', '1019', '1021', '4000', '7000', '002', 4000, 1013),
  fc.jsonValue(),
);
/** A sample answer with some of its fields replaced by anything. */
const mutated = fc
  .tuple(
    fc.constantFrom(...FIXTURES),
    fc.array(fc.tuple(fc.nat(), fc.jsonValue()), { maxLength: 3 }),
    fc.option(state),
    fc.option(code),
  )
  .map(([name, changes, newState, newCode]) => {
    const body = fixture(name);
    const keys = Object.keys(body);
    for (const [index, value] of changes) body[keys[index % keys.length] ?? 'state'] = value;
    return JSON.stringify({
      ...body,
      ...(newState === null ? {} : { state: newState }),
      ...(newCode === null ? {} : { error_code: newCode }),
    });
  });
const text = fc.oneof(
  mutated,
  fc.json(),
  fc.string(),
  mutated.chain((whole) => fc.nat(whole.length).map((end) => whole.slice(0, end))),
);

const REFUSING = new Set([
  '1001',
  '1002',
  '1003',
  '1004',
  '1005',
  '1006',
  '1007',
  '1008',
  '1009',
  '1010',
  '1011',
  '1012',
  '1014',
  '1015',
  '1016',
  '1019',
  '4000',
]);
const FAILED = new Set(['expired', 'error', 'failed', 'status error']);

/** The table of upstream.md section 2 once more, as plainly as it can be said: what may the answer at most mean? */
function mayBe(answer: { statusCode: number; text: string }, kind: CommitVerdict['kind']): boolean {
  if (kind === 'in_doubt') return true;
  const body = parse(answer.text);
  const stateText = print(body?.['state']).trim().toLowerCase();
  const codeText = print(body?.['error_code']).trim();
  switch (kind) {
    case 'succeeded':
      return answer.statusCode === 200 && stateText === 'success' && codeText === '';
    case 'accepted':
      return answer.statusCode === 200 && ['queued', 'processing'].includes(stateText);
    case 'refused':
      return (
        answer.statusCode === 404 ||
        ([200, 400].includes(answer.statusCode) && REFUSING.has(codeText)) ||
        (answer.statusCode === 200 && FAILED.has(stateText) && codeText === '')
      );
    case 'reference_known':
      return answer.text.includes('1013');
    case 'not_sent':
      return false;
  }
}

/** By JSON where it is no plain value: an object can have a `toString` of its own. */
function print(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function parse(json: string): Record<string, unknown> | null {
  try {
    return JSON.parse(json) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

describe('any answer whatever', () => {
  it('is never read as sold or refused unless the table says so', () => {
    fc.assert(
      fc.property(fc.record({ statusCode, text }), (answer) => mayBe(answer, readCommit(answer, clean).kind)),
      { numRuns: 5_000 },
    );
  });

  it('is read without throwing by every reader', () => {
    fc.assert(
      fc.property(fc.record({ statusCode, text }), (answer) => {
        readDetails(answer, { clean, warn: () => {} });
        readCredits(answer, clean);
        const outcome = readLookup(answer, A_REFERENCE, clean);
        readBulkLookup(answer, [A_REFERENCE], clean);
        // Only a plain 200 can settle anything.
        return answer.statusCode === 200 || ['unanswered', 'never_seen'].includes(outcome.kind);
      }),
      { numRuns: 5_000 },
    );
  });

  it('becomes an outcome over HTTP, bytes and all, and a commit is sent once', async () => {
    const upstream = await startScriptedUpstream();
    const hashcnet = aDataSource({ baseUrl: upstream.baseUrl });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
      text.map((one) => Buffer.from(one)),
    );
    const script: fc.Arbitrary<Script> = fc.oneof(
      fc.record({ statusCode: fc.constantFrom(200, 400, 404, 409), body: bytes }),
      bytes.map((raw) => ({ raw: (socket: Socket) => void socket.end(raw) })),
    );
    const KINDS: CommitOutcome['kind'][] = [
      'succeeded',
      'accepted',
      'refused',
      'reference_known',
      'in_doubt',
    ];
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        upstream.answerWith(one);
        const before = upstream.requests.length;
        expect(KINDS).toContain((await hashcnet.commit(anOrder())).kind);
        expect(upstream.requests.length).toBe(before + 1);
        expect(typeof (await hashcnet.details(A_KEY)).kind).toBe('string');
        expect(typeof (await hashcnet.lookup(A_REFERENCE)).kind).toBe('string');
      }),
      { numRuns: 150 },
    );
    await hashcnet.close();
    await upstream.close();
  });
});
