// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what it is for.
const CONTROL_PATTERN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Reads one line of text: trimmed, 1 to `mostCharacters`, no control characters. Returns null for anything else. */
export function parseLine(text: string, mostCharacters: number): string | null {
  const line = text.trim();
  const length = [...line].length;
  if (length < 1 || length > mostCharacters || CONTROL_PATTERN.test(line)) return null;
  return line;
}
