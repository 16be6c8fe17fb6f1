import { isIssue, issue } from './issue.js';
import { isJsonObject, type JsonObject } from './json-text.js';

/** Reads the JSON object a control request carries, numbers as numbers; no body is an empty object. */
export function readInput(bodyText: string): JsonObject {
  if (bodyText.trim() === '') return {};
  let input: unknown;
  try {
    input = JSON.parse(bodyText);
  } catch {
    throw issue('the body is not JSON');
  }
  if (!isJsonObject(input)) throw issue('the body must be a JSON object');
  return input;
}

/** @throws an issue that names the first field which is not among the known ones. */
export function refuseUnknown(input: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(input).find((name) => !known.includes(name));
  if (unknown !== undefined) throw issue(`${unknown} is not known; known are ${known.join(', ')}`);
}

/** A required text. */
export function needText(input: JsonObject, name: string): string {
  const text = findText(input, name);
  if (text === undefined || text === '') throw issue(`${name} is required, as a text`);
  return text;
}

/** An optional text. */
export function findText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw issue(`${name} must be a text`);
  return value;
}

/** The message of an error that the caller can do something about; others are thrown on. */
export function explain(error: unknown): string {
  if (isIssue(error)) return error.message;
  throw error;
}
