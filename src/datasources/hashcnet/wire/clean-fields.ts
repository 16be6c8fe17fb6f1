import { readCode, readText } from './fields.js';
import type { JsonValue } from './json.js';
import { type CleanText, TITLE_MAX_LENGTH } from './text.js';

/** Fields that are shown to a client or sent back to the upstream, made fit for it. */

/** A name or a title; empty when there is none. */
export function readTitle(field: JsonValue | undefined, clean: CleanText): string {
  return clean(readText(field) ?? '', TITLE_MAX_LENGTH);
}

/** A code that is clean as it came; null for any other, since a code that was changed would name something else. */
export function readCleanCode(field: JsonValue | undefined, clean: CleanText): string | null {
  const code = readCode(field);
  return code !== null && clean(code, code.length) === code ? code : null;
}
