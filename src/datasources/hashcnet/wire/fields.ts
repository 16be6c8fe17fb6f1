import { isDecimal, parsePaisa } from '../../../values/decimal.js';
import { isPrintable, isTrimmed } from './ascii.js';
import { isList, isObject, JsonNumber, type JsonObject, type JsonValue } from './json.js';

/**
 * Reading one field with the tolerance of upstream.md: what is text in one answer is a number or a boolean in the next.
 * Every reader returns null where the field does not hold such a value.
 */
type Field = JsonValue | undefined;

const CODE_MAX_LENGTH = 50;
const CODE_PATTERN = /^[^\p{C}]+$/u;
const MAX_WHOLE_NUMBER = 999_999_999;
const MAX_WHOLE_RUPEES = 999_999_999_999;
const WHOLE_NUMBER = /^(-?\d{1,9})(?:\.0{1,10})?$/;
const TRAILING_ZEROS = /^(-?\d+)\.0+$/;

/** The text of a string or a number, untouched but for the spaces around it; null for an empty one. */
export function readText(field: Field): string | null {
  if (typeof field === 'string') return isTrimmed(field) ? field : field.trim() || null;
  if (typeof field === 'number') return writeNumber(field);
  return field instanceof JsonNumber ? field.text : null;
}

function writeNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A code or an id, as text whether it came as `9`, `9.0` or `"9"`; null when it is not short and printable. */
export function readCode(field: Field): string | null {
  const text = readText(field);
  if (text === null || text.length > CODE_MAX_LENGTH) return null;
  if (!isPrintable(text) && !CODE_PATTERN.test(text)) return null;
  return field instanceof JsonNumber ? (TRAILING_ZEROS.exec(text)?.[1] ?? text) : text;
}

/** `true`, `"True"`, `1` and `"1"` are true, and so for false; null for anything else. */
export function readFlag(field: Field): boolean | null {
  if (typeof field === 'boolean') return field;
  switch (readText(field)?.toLowerCase()) {
    case 'true':
    case '1':
    case '1.0':
      return true;
    case 'false':
    case '0':
    case '0.0':
      return false;
    default:
      return null;
  }
}

/** Rupees as whole paisa, from a number or its text; never rounded. */
export function readPaisa(field: Field): number | null {
  // Nearly every price is a number of whole rupees and needs no text; -0 and whatever has a fraction goes by its text.
  if (typeof field === 'number' && field > 0 && field <= MAX_WHOLE_RUPEES && Number.isInteger(field)) {
    return field * 100;
  }
  const text = readText(field);
  return text === null ? null : parsePaisa(text);
}

/** A plain decimal, with exactly the digits it was written with. */
export function readDecimal(field: Field): string | null {
  const text = readText(field);
  return text !== null && isDecimal(text) ? text : null;
}

/** A whole number of up to nine digits, negative ones too. */
export function readWholeNumber(field: Field): number | null {
  // Adding 0 turns -0 into 0.
  if (typeof field === 'number') {
    return Number.isInteger(field) && Math.abs(field) <= MAX_WHOLE_NUMBER ? field + 0 : null;
  }
  const match = WHOLE_NUMBER.exec(readText(field) ?? '');
  return match === null ? null : Number(match[1]) + 0;
}

/** A list; missing, null, `""` and `{}` are the empty one (upstream.md section 1); null for anything else. */
export function readList(field: Field): readonly JsonValue[] | null {
  if (isList(field)) return field;
  if (field === undefined || field === null || field === '') return [];
  return isObject(field) && Object.keys(field).length === 0 ? [] : null;
}

export function readObject(field: Field): JsonObject | null {
  return isObject(field) ? field : null;
}
