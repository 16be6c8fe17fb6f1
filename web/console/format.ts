import { useMemo } from 'react';
import { createFormat, type Format } from '../shared/i18n/format.js';
import { useLanguage } from '../shared/i18n/i18n.js';
import type { Language } from '../shared/i18n/language.js';

/** Spans and times of day, at Kathmandu's time. By hand, as the shared format is: browsers come without Nepali. */
export interface TimeFormat {
  /** The two largest units: `2 h 5 min`. Never below zero. */
  span(ms: number): string;
  /** To the second. */
  time(instantMs: number): string;
  /** Day and time of day, without the year. */
  short(instantMs: number): string;
  /** Day and time of day, to the second. */
  exact(instantMs: number): string;
  /** The same, with the year. */
  full(instantMs: number): string;
  /** How long something took, to two digits. */
  duration(seconds: number): string;
}

const UNITS = [
  { sizeMs: 86_400_000, en: 'd', ne: 'दिन' },
  { sizeMs: 3_600_000, en: 'h', ne: 'घण्टा' },
  { sizeMs: 60_000, en: 'min', ne: 'मिनेट' },
  { sizeMs: 1000, en: 's', ne: 'सेकेन्ड' },
] as const;
const MILLISECONDS = { en: 'ms', ne: 'मि.से.' } as const;
const NO_BREAK_SPACE = '\u00a0';
const NEPAL_AHEAD_MS = (5 * 60 + 45) * 60_000;

export function createTimeFormat(language: Language): TimeFormat {
  const format = createFormat(language);
  const quantity = (value: number, unit: string) => `${format.count(value)}${NO_BREAK_SPACE}${unit}`;
  const day = (instantMs: number) =>
    format.date(new Date(instantMs)).split(' ').slice(0, 2).join(NO_BREAK_SPACE);
  const time = (instantMs: number, isExact: boolean) => {
    const shifted = new Date(instantMs + NEPAL_AHEAD_MS);
    const parts = [shifted.getUTCMinutes(), ...(isExact ? [shifted.getUTCSeconds()] : [])];
    return [format.count(shifted.getUTCHours()), ...parts.map((part) => twoDigits(part, format))].join(':');
  };
  return {
    span: (ms) =>
      splitSpan(ms)
        .map(({ value, unit }) => quantity(value, unit[language]))
        .join(NO_BREAK_SPACE),
    time: (instantMs) => time(instantMs, true),
    short: (instantMs) => `${day(instantMs)}, ${time(instantMs, false)}`,
    exact: (instantMs) => `${day(instantMs)}, ${time(instantMs, true)}`,
    full: (instantMs) => `${format.date(new Date(instantMs))}, ${time(instantMs, true)}`,
    duration(seconds) {
      const isShort = seconds < 1;
      const value = Number((isShort ? seconds * 1000 : seconds).toPrecision(2));
      return quantity(value, isShort ? MILLISECONDS[language] : UNITS[3][language]);
    },
  };
}

export function useTimeFormat(): TimeFormat {
  const { language } = useLanguage();
  return useMemo(() => createTimeFormat(language), [language]);
}

function twoDigits(value: number, format: Format): string {
  return `${value < 10 ? format.count(0) : ''}${format.count(value)}`;
}

/** Seconds stand only alone: nobody needs `3 h 12 s`. */
function splitSpan(ms: number) {
  const at = UNITS.findIndex(({ sizeMs }) => ms >= sizeMs);
  const unit = UNITS[at] ?? UNITS[3];
  const value = Math.max(0, Math.floor(ms / unit.sizeMs));
  const next = at === 0 || at === 1 ? UNITS[at + 1] : undefined;
  const rest = next === undefined ? 0 : Math.floor((ms - value * unit.sizeMs) / next.sizeMs);
  return next === undefined || rest === 0
    ? [{ value, unit }]
    : [
        { value, unit },
        { value: rest, unit: next },
      ];
}
