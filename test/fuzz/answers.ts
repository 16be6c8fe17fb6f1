import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { SeenRequest } from '../support/scripted-upstream.js';

/** What the provider answers to a lookup, a purchase, and the question what became of it. */
export interface FuzzedAnswers {
  readonly details: FuzzedAnswer;
  readonly commit: FuzzedAnswer;
  readonly lookup: FuzzedAnswer;
}

export interface FuzzedAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(process.cwd(), 'test/fixtures', name), 'utf8'));
const ERRORS = [
  'error-bare.json',
  'error-not-found.json',
  'error-user-list.json',
  'error-validation.json',
].map(read);
const DETAILS = read('details.json');
const COMMITS = ['commit-success.json', 'commit-queued.json', 'commit-success-spaced.json'].map(read);
const LOOKUPS = ['lookup-success.json', 'lookup-failed.json', 'lookup-unknown.json'].map(read);

/** 5xx are few: each is asked for again, with pauses, and twenty in a row would open the breaker. */
const status = fc.constantFrom(...Array(30).fill(200), 201, 202, 301, 307, 400, 400, 401, 404, 429, 503);
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    0,
    -1,
    0.001,
    1e21,
    '1e400',
    '',
    ' ',
    'x'.repeat(20_000),
    '<script>',
    '\u0000',
    '\ud800',
    [],
    {},
    null,
  ),
);

/** A fixture with up to three of its values replaced or taken out: what a provider's next release may look like. */
function mutate(fixture: unknown): fc.Arbitrary<string> {
  const change = fc.record({ at: fc.nat(), to: fc.option(oddValue, { nil: undefined }) });
  return fc.array(change, { maxLength: 3 }).map((changes) => {
    const copy = structuredClone(fixture);
    for (const { at, to } of changes) replaceAt(copy, at, to);
    return JSON.stringify(copy);
  });
}

function replaceAt(root: unknown, at: number, value: unknown): void {
  const places = listPlaces(root);
  const place = places[at % Math.max(1, places.length)];
  if (place !== undefined) place.holder[place.key] = value;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function listPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...listPlaces(holder[key])]);
}

function answer(fixtures: readonly unknown[]): fc.Arbitrary<FuzzedAnswer> {
  const whole = fc.oneof(...fixtures.map(mutate));
  const body = fc.oneof(
    { arbitrary: whole, weight: 8 },
    { arbitrary: fc.oneof(...ERRORS.map(mutate)), weight: 2 },
    { arbitrary: fc.tuple(whole, fc.nat(400)).map(([text, length]) => text.slice(0, length)), weight: 1 },
    { arbitrary: fc.json({ maxDepth: 3 }), weight: 1 },
    { arbitrary: fc.string({ unit: 'binary', maxLength: 200 }), weight: 1 },
    { arbitrary: fc.constant('<html><body><h1>502 Bad Gateway</h1></body></html>'), weight: 1 },
  );
  const type = fc.constantFrom(
    'application/json',
    'application/json',
    'text/html',
    'application/json; charset=latin1',
  );
  return fc.record({
    statusCode: status,
    body,
    headers: type.map((contentType) => ({ 'content-type': contentType, location: '/elsewhere' })),
  });
}

export const answers: fc.Arbitrary<FuzzedAnswers> = fc.record({
  details: answer([DETAILS]),
  commit: answer(COMMITS),
  lookup: answer(LOOKUPS),
});

/** Every details answer opens a session of its own, unless it was made to say otherwise. */
export function scriptAnswers(sessionId: number, { details, commit, lookup }: FuzzedAnswers) {
  return ({ method, url }: SeenRequest): FuzzedAnswer => {
    if (url.includes('/details/'))
      return { ...details, body: details.body.replace('6466', String(sessionId)) };
    return method === 'POST' ? commit : lookup;
  };
}
