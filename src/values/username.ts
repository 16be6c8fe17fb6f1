const MAX_CHARACTERS = 50;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for.
const CONTROL_PATTERN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Reads a subscriber's name at its ISP: trimmed, 1 to 50 characters, no control characters (design.md, request limits).
 * Returns null for anything else.
 */
export function parseUsername(text: string): string | null {
  const username = text.trim();
  const length = [...username].length;
  if (length < 1 || length > MAX_CHARACTERS || CONTROL_PATTERN.test(username)) return null;
  return username;
}
