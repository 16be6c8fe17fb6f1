import type { LookupOutcome } from '../outcome.js';
import { isErrorBody, readVendorError } from './error.wire.js';
import { readList, readObject, readText } from './fields.js';
import { fieldOf, type JsonObject, parseJsonObject } from './json.js';
import { readLookupEntry } from './lookup.wire.js';
import type { CleanText } from './text.js';

const BULK_LOOKUP_PATH = '/api/service/bulk/status/';

/** The bulk lookup's path with its parameters in the query; `reference_length` is how many there are. */
export function writeBulkLookupPath(token: string, references: readonly string[]): string {
  const query = new URLSearchParams({
    token,
    references: references.join(','),
    reference_length: String(references.length),
  });
  return `${BULK_LOOKUP_PATH}?${query}`;
}

/** Outcomes by reference, never by order (upstream.md section 3); each of `references` has one. */
export function readBulkLookup(
  answer: { readonly statusCode: number; readonly text: string },
  references: readonly string[],
  clean: CleanText,
): Map<string, LookupOutcome> {
  const entries = readEntries(answer, clean);
  if (!Array.isArray(entries)) return answerAll(references, entries);
  return new Map(
    references.map((reference) => {
      const own = entries.filter((entry) => readText(fieldOf(entry, 'reference')) === reference);
      return [reference, readOne(own, reference, clean)];
    }),
  );
}

/** The same outcome for every reference. */
export function answerAll(references: readonly string[], outcome: LookupOutcome): Map<string, LookupOutcome> {
  return new Map(references.map((reference) => [reference, outcome]));
}

function readOne(entries: readonly JsonObject[], reference: string, clean: CleanText): LookupOutcome {
  const [entry, ...others] = entries;
  if (entry === undefined) return { kind: 'unanswered', cause: 'NOT_NAMED' };
  // Two entries for one order cannot both be believed.
  if (others.length > 0) return { kind: 'unanswered', cause: 'NAMED_TWICE' };
  return readLookupEntry(entry, reference, clean);
}

function readEntries(
  answer: { readonly statusCode: number; readonly text: string },
  clean: CleanText,
): JsonObject[] | LookupOutcome {
  if (answer.statusCode !== 200) return { kind: 'unanswered', cause: `HTTP_${answer.statusCode}` };
  const body = parseJsonObject(answer.text);
  if (body === null) return { kind: 'unanswered', cause: 'NOT_JSON' };
  if (isErrorBody(body, clean)) {
    return { kind: 'unanswered', cause: readVendorError(body, clean)?.code ?? 'STATUS_FALSE' };
  }
  const entries = readList(fieldOf(body, 'detail'));
  if (entries === null) return { kind: 'unanswered', cause: 'UNREADABLE_LIST' };
  return entries.map(readObject).filter((entry) => entry !== null);
}
