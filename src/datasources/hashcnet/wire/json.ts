import { isVisible } from './ascii.js';
import { holdsInexactNumber } from './inexact-number.js';

/**
 * JSON as the upstream writes it. Numbers keep the text they were written with where it matters (upstream.md section 2: credits
 * carry sub-paisa digits), no key can meet a prototype, and a key reads the same whether it was printed with a space or an
 * underscore.
 */

/** A number by its text, such as `9995285594.37663` or `1232.0`; never a float. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The exact way reads every number as a `JsonNumber`, the quick way as a `number`; the readers of fields.ts take both. */
export type JsonValue = null | boolean | string | number | JsonNumber | readonly JsonValue[] | JsonObject;

/**
 * An object as `JSON.parse` left it: wrapping each of them and each number took most of the memory of an answer. `fieldOf` reads its
 * fields, as it knows both spellings and no prototype.
 */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** The field of this name, with underscores; undefined when there is none. */
export function fieldOf(object: JsonObject | null, name: string): JsonValue | undefined {
  if (object === null) return undefined;
  // Where both spellings are there, the one with the underscore is the vendor's own.
  if (Object.hasOwn(object, name)) return object[name];
  for (const key of Object.keys(object)) {
    if (mayBeSpelled(key, name) && toName(key) === name) return object[key];
  }
  return undefined;
}

/** A cheap no to nearly every other key: it begins neither as the name does nor with something that `trim` might take off. */
function mayBeSpelled(key: string, name: string): boolean {
  const first = key.charCodeAt(0);
  return first === name.charCodeAt(0) || !isVisible(first);
}

/** Every field, by its name with underscores. */
export function fieldsOf(object: JsonObject): [string, JsonValue][] {
  return Object.entries(object).map(([key, value]) => [toName(key), value ?? null]);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof JsonNumber);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function toName(key: string): string {
  return key.trim().replaceAll(' ', '_');
}

/** What TypeScript's library does not declare yet; both are in Node 22 and later. */
type Revive = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
interface ExactJson {
  parse(text: string, reviver?: Revive): unknown;
  rawJSON(text: string): object;
}

const exactJson = JSON as unknown as ExactJson;

const MAX_DEPTH = 16;
const MAX_LENGTH = 1_048_576;
const JSON_NUMBER_PATTERN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Reads a JSON text whose top level is an object, each number by the very text it was written with; null when it is anything
 * else, too deep, too long or cut off.
 */
export function parseJsonObject(text: string): JsonObject | null {
  if (text.length > MAX_LENGTH || isDeeperThan(text, MAX_DEPTH)) return null;
  return parse(text, keepNumberText);
}

/**
 * The same for an answer whose numbers are codes and prices: several times as fast, since numbers are read as such where that loses
 * nothing but zeros at the end of a fraction. A double holds every decimal of up to 15 digits; any longer number, and a
 * code with a fraction, has the whole text read by `parseJsonObject`. Its depth has no bound, so whoever walks down
 * such an answer needs one.
 */
export function parsePricedJsonObject(text: string): JsonObject | null {
  if (text.length > MAX_LENGTH || holdsInexactNumber(text)) return parseJsonObject(text);
  return parse(text);
}

function parse(text: string, revive?: Revive): JsonObject | null {
  try {
    const value = exactJson.parse(text, revive) as JsonValue;
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function keepNumberText(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new JsonNumber(context.source ?? String(value)) : value;
}

/** A decimal text as a JSON number with exactly those digits, for `JSON.stringify`. */
export function writeJsonNumber(text: string): object {
  if (!JSON_NUMBER_PATTERN.test(text)) throw new RangeError('not a plain JSON number');
  return exactJson.rawJSON(text);
}

/** Counted before parsing, because the reviver walks the answer recursively and could exhaust the stack. */
function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (isInString) {
      if (char === '\\') index += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}
