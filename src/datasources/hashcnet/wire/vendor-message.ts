import { readText } from './fields.js';
import { fieldOf, fieldsOf, isList, isObject, type JsonObject, type JsonValue } from './json.js';
import { type CleanText, MESSAGE_MAX_LENGTH } from './text.js';

/** The vendor's own words in an error (upstream.md section 6: `details` is a string, or field -> message or messages). */

const MAX_FIELDS = 20;
const MAX_DEPTH = 3;

/** `details` as one line, "field: message; other: message, message"; null when it says nothing. */
export function readDetailsMessage(body: JsonObject, clean: CleanText): string | null {
  return tidy(flatten(fieldOf(body, 'details') ?? null, MAX_DEPTH), clean);
}

/** What the vendor says of a refusal: `details` first, else `message`, else `detail`. */
export function readVendorMessage(body: JsonObject, clean: CleanText): string | null {
  return (
    readDetailsMessage(body, clean) ??
    tidy(flatten(fieldOf(body, 'message') ?? null, 1), clean) ??
    tidy(flatten(fieldOf(body, 'detail') ?? null, 1), clean)
  );
}

function flatten(value: JsonValue, depth: number): string {
  // Numbers and booleans in it are not words for people, such as `http_status_code`.
  if (typeof value === 'string') return readText(value) ?? '';
  if (depth === 0) return '';
  if (isObject(value)) {
    return joinParts(
      fieldsOf(value)
        .slice(0, MAX_FIELDS)
        .map(([field, item]) => {
          const text = flatten(item, depth - 1);
          return text === '' ? '' : `${field}: ${text}`;
        }),
      '; ',
    );
  }
  if (!isList(value)) return '';
  return joinParts(
    value.slice(0, MAX_FIELDS).map((item) => flatten(item, depth - 1)),
    ', ',
  );
}

function joinParts(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}

function tidy(text: string, clean: CleanText): string | null {
  const message = clean(text, MESSAGE_MAX_LENGTH);
  return message === '' ? null : message;
}

const SUBSCRIBER = String.raw`\b(?:users?|user ?names?|customers?|subscribers?)\b`;
const MISSING = String.raw`\b(?:not found|not exists?|doesn't exist|does not exist|no such|unknown|invalid)\b`;
const SUBSCRIBER_THEN_MISSING = new RegExp(`${SUBSCRIBER}((?:[^.;]|\\.(?=\\S)){0,80}?)${MISSING}`, 'gi');
const MISSING_THEN_SUBSCRIBER = new RegExp(
  String.raw`\b(?:invalid|unknown|no such|(?:could not|cannot) find) (?:the |a )?${SUBSCRIBER}`,
  'i',
);
/** Between the two, these say that something else of the subscriber's is missing: "user's package not found". */
const OTHER_SUBJECT =
  /\b(packages?|plans?|durations?|sessions?|amounts?|tokens?|references?|services?|payments?|balances?|dues?)\b/i;

/** True when the words say that the user, username, customer or subscriber is not there (upstream.md section 6, 4000). */
export function saysNoSuchSubscriber(message: string | null): boolean {
  const words = (message ?? '').replaceAll('_', ' ').replaceAll('’', "'");
  if (MISSING_THEN_SUBSCRIBER.test(words)) return true;
  return [...words.matchAll(SUBSCRIBER_THEN_MISSING)].some(
    ([, between = '']) => !OTHER_SUBJECT.test(between),
  );
}
