/** A JSON number kept as its text, so that `1232.0` stays `1232.0` and no digit is lost to a float. */
export interface NumberText {
  readonly rawJSON: string;
}

/** A JSON object whose values are not known yet. */
export type JsonObject = Record<string, unknown>;

// TypeScript's library does not describe "JSON.parse source text access" yet; Node has had it since 21.
interface JsonWithText {
  rawJSON(text: string): NumberText;
  isRawJSON(value: unknown): value is NumberText;
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
}

const json = JSON as unknown as JsonWithText;

/** A number to be printed exactly as given. */
export function numberText(text: string): NumberText {
  return json.rawJSON(text);
}

/** Whether a value of `parseJson` was a JSON number. */
export function isNumberText(value: unknown): value is NumberText {
  return json.isRawJSON(value);
}

/** Whether a value of `parseJson` was a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumberText(value);
}

/**
 * Parses JSON, keeping every number as its text.
 * @throws SyntaxError when the text is not JSON, RangeError when it is nested too deep.
 */
export function parseJson(text: string): unknown {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? numberText(source) : value,
  );
}

/** Prints JSON as the documents do, indented by two. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
