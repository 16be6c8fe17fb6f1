import type { DurationDetails } from '../outcome.js';
import { readCleanCode, readTitle } from './clean-fields.js';
import { readList, readObject, readPaisa } from './fields.js';
import { fieldOf, type JsonObject, type JsonValue } from './json.js';
import type { CleanText } from './text.js';
import type { WarnOf } from './warning.js';

const MAX_DURATIONS = 100;

/** A list of durations in upstream order, the same offer once; null when it is unreadable or longer than any provider's. */
export function readDurations(
  field: JsonValue | undefined,
  owner: string,
  tools: { readonly clean: CleanText; readonly warn: WarnOf },
): DurationDetails[] | null {
  const entries = readList(field);
  if (entries === null || entries.length > MAX_DURATIONS) return null;
  const durations: DurationDetails[] = [];
  for (const entry of entries) {
    const duration = readDuration(readObject(entry), tools.clean);
    if (duration === null) tools.warn('unpriced_duration', `of "${owner}"`);
    else if (!holdsOffer(durations, duration)) durations.push(duration);
  }
  return durations;
}

/** Null without a code or a price of whole paisa above zero: it could not be bought. */
function readDuration(fields: JsonObject | null, clean: CleanText): DurationDetails | null {
  if (fields === null) return null;
  const durationCode = readCleanCode(fieldOf(fields, 'duration_code'), clean);
  const pricePaisa = readPaisa(fieldOf(fields, 'total_cost'));
  if (durationCode === null || pricePaisa === null || pricePaisa === 0) return null;
  const title = readTitle(fieldOf(fields, 'duration_title'), clean);
  return { durationCode, durationTitle: title === '' ? durationCode : title, pricePaisa };
}

/** The title does not make another offer: the commit names only the code and the price. */
function holdsOffer(
  durations: readonly DurationDetails[],
  { durationCode, pricePaisa }: DurationDetails,
): boolean {
  for (const other of durations) {
    if (other.durationCode === durationCode && other.pricePaisa === pricePaisa) return true;
  }
  return false;
}
