import { isPrintable, isTrimmed } from './ascii.js';

/** Texts of the upstream, made fit to be shown and logged. */

/** Trims, drops control characters, takes out the token and cuts to `maxLength` characters. */
export type CleanText = (text: string, maxLength: number) => string;

export const TITLE_MAX_LENGTH = 200;
export const MESSAGE_MAX_LENGTH = 500;

const MASK = '[secret]';
const LINE_BREAKS = /[\t\n\r\v\f\u2028\u2029]+/gu;
/** Control characters, and the marks that turn the reading direction round and so can disguise a text. */
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** A shorter token could not be told from an ordinary word. */
const MIN_TOKEN_LENGTH = 6;

/** A cleaner that never lets the token through, should the upstream echo it (upstream.md, "Rules for every call"). */
export function createTextCleaner(token: string): CleanText {
  const spellings = [token, encodeURIComponent(token)].filter((text) => text.length >= MIN_TOKEN_LENGTH);
  const shortest = Math.min(...spellings.map(({ length }) => length));
  const tokenPattern = patternOf(spellings);
  const cleanClosely: CleanText = (text, maxLength) => {
    // The token goes after the control characters, which could hide it, and before the cut, which could halve it.
    const plain = isPrintable(text)
      ? text
      : text.toWellFormed().replace(LINE_BREAKS, ' ').replace(CONTROLS, '');
    const safe = tokenPattern === null || plain.length < shortest ? plain : plain.replace(tokenPattern, MASK);
    return cut(safe.trim(), maxLength).trimEnd();
  };
  return (text, maxLength) => {
    // Nearly every text is clean as it came: too short to hold the token or be cut, and with nothing to trim or to drop. Seeing
    // that by its characters (ascii.ts) takes half of the time of the whole way.
    const isClean =
      text.length < shortest && text.length <= maxLength && isTrimmed(text) && isPrintable(text);
    return isClean ? text : cleanClosely(text, maxLength);
  };
}

function patternOf(spellings: readonly string[]): RegExp | null {
  if (spellings.length === 0) return null;
  return new RegExp(spellings.map(escapePattern).join('|'), 'gi');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function cut(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : Array.from(text).slice(0, maxLength).join('');
}
