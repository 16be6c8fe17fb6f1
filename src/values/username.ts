import { parseLine } from './line.js';

const MAX_CHARACTERS = 50;

/**
 * Reads a subscriber's name at its ISP: trimmed, 1 to 50 characters, no control characters (design.md, request limits).
 * Returns null for anything else.
 */
export function parseUsername(text: string): string | null {
  return parseLine(text, MAX_CHARACTERS);
}
