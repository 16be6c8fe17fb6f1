/**
 * JSON as the upstream writes it. Numbers keep the text they were written with (upstream.md section 2: credits carry
 * sub-paisa digits), objects become maps so that no key can meet a prototype, and a key reads the same whether it was
 * printed with a space or an underscore.
 */

/** A number by its text, such as `9995285594.37663` or `1232.0`; never a float. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonObject = ReadonlyMap<string, JsonValue>;
export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;

/** What TypeScript's library does not declare yet; both are in Node 22 and later. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
}

const exactJson = JSON as unknown as ExactJson;

const MAX_DEPTH = 16;
const MAX_LENGTH = 1_048_576;
const JSON_NUMBER_PATTERN = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Reads a JSON text whose top level is an object; null when it is anything else, too deep, too long or cut off. */
export function parseJsonObject(text: string): JsonObject | null {
  if (text.length > MAX_LENGTH || isDeeperThan(text, MAX_DEPTH)) return null;
  try {
    const value = exactJson.parse(text, revive);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** A decimal text as a JSON number with exactly those digits, for `JSON.stringify`. */
export function writeJsonNumber(text: string): object {
  if (!JSON_NUMBER_PATTERN.test(text)) throw new RangeError('not a plain JSON number');
  return exactJson.rawJSON(text);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return value instanceof Map;
}

function revive(_key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (typeof value === 'number') return new JsonNumber(context.source ?? String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value) || value instanceof JsonNumber || value instanceof Map) return value;
  return toMap(value);
}

function toMap(value: object): JsonObject {
  const map = new Map<string, JsonValue>();
  for (const [key, item] of Object.entries(value) as [string, JsonValue][]) {
    const name = key.trim().replaceAll(' ', '_');
    // Where both spellings are there, the one with the underscore is the vendor's own.
    if (name === key || !map.has(name)) map.set(name, item);
  }
  return map;
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
