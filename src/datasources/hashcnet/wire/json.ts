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

export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;

/** An object's own fields, read one by one: most answers hold far more than is asked for. */
export class JsonObject {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(fields: object) {
    this.#fields = fields as Readonly<Record<string, unknown>>;
  }

  /** The field of this name, with underscores; undefined when there is none. */
  get(name: string): JsonValue | undefined {
    // Where both spellings are there, the one with the underscore is the vendor's own.
    if (Object.hasOwn(this.#fields, name)) return wrap(this.#fields[name]);
    const key = Object.keys(this.#fields).find((other) => toName(other) === name);
    return key === undefined ? undefined : wrap(this.#fields[key]);
  }

  isEmpty(): boolean {
    return Object.keys(this.#fields).length === 0;
  }

  *entries(): Generator<[string, JsonValue]> {
    for (const [key, value] of Object.entries(this.#fields)) yield [toName(key), wrap(value)];
  }
}

function toName(key: string): string {
  return key.trim().replaceAll(' ', '_');
}

/** What is nested too deep is null here: the exact way refuses such a text whole, the quick way would run out of stack. */
function wrap(value: unknown, depth = 0): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return new JsonNumber(Object.is(value, -0) ? '-0' : String(value));
    default:
      if (value === null || value instanceof JsonNumber) return value;
      if (!Array.isArray(value)) return new JsonObject(value as object);
      return depth < MAX_DEPTH ? value.map((item) => wrap(item, depth + 1)) : null;
  }
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
 * code with a fraction, has the whole text read by `parseJsonObject`.
 */
export function parsePricedJsonObject(text: string): JsonObject | null {
  if (text.length > MAX_LENGTH || INEXACT_NUMBER.test(text)) return parseJsonObject(text);
  return parse(text);
}

/** Sixteen digits or more, an exponent, or a code with a fraction; in a text it only costs the slower way. */
const INEXACT_NUMBER = /[:[,]\s*-?\d(?:[\d.]{15}|[\d.]*e)|code\s*"\s*:\s*-?\d+\./i;

function parse(text: string, revive?: Revive): JsonObject | null {
  try {
    const value = exactJson.parse(text, revive);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && !(value instanceof JsonNumber) ? new JsonObject(value) : null;
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
