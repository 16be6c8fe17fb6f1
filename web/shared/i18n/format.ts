import type { Language } from './language.js';

export interface Money {
  /** Exact, as the API gives it. */
  readonly amount: string;
}

/** Numbers, money and time as people write them in Nepal, where everything is at Kathmandu's time. */
export interface Format {
  /** `Rs. 1,23,456.00`; `रु. १,२३,४५६.००`. */
  money(money: Money): string;
  /** An exact decimal with all its digits, grouped. */
  decimal(text: string): string;
  /** A whole number. */
  count(value: number): string;
  /** `24 Nov 2026`; `२४ नोभेम्बर २०२६`. */
  date(instant: Date): string;
  /** `24 Nov 2026, 3:45 pm`; `२४ नोभेम्बर २०२६, १५:४५ बजे`. */
  dateTime(instant: Date): string;
}

const NO_BREAK_SPACE = '\u00a0';
const RUPEES = { en: 'Rs.', ne: 'रु.' } as const;
const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ne: 'जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर'.split(' '),
} as const;

/**
 * By hand and not by Intl: the browsers that most people use come without Nepali, and would show `2026 M11 24`. The
 * calendar is the Gregorian one, by which the API counts days.
 */
export function createFormat(language: Language): Format {
  const digits = language === 'ne' ? writeDevanagari : (text: string) => text;

  function date(instant: Date): string {
    const { day, month, year } = readClock(instant);
    return digits(`${day} ${MONTHS[language][month - 1]} ${year}`);
  }

  return {
    money({ amount }) {
      const sign = amount.startsWith('-') ? '−' : '';
      return `${sign}${RUPEES[language]}${NO_BREAK_SPACE}${digits(group(amount.replace(/^-/, '')))}`;
    },
    decimal: (text) => digits(group(text)),
    count: (value) => digits(group(String(value))),
    date,
    dateTime: (instant) => `${date(instant)}, ${digits(writeTime(instant, language))}`,
  };
}

/** `123456.5` to `1,23,456.5`: by thousands once, then by hundreds, as lakh and crore go. */
function group(decimal: string): string {
  return decimal.replace(/^(-?)(\d+)/, (_match, sign: string, whole: string) => {
    const head = whole.slice(0, -3);
    const grouped = head.replace(/\B(?=(\d\d)+$)/g, ',');
    return `${sign}${head === '' ? '' : `${grouped},`}${whole.slice(-3)}`;
  });
}

function writeDevanagari(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(0x966 + Number(digit)));
}

function writeTime(instant: Date, language: Language): string {
  const { hour, minute } = readClock(instant);
  const minutes = String(minute).padStart(2, '0');
  if (language === 'ne') return `${hour}:${minutes}${NO_BREAK_SPACE}बजे`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes}${NO_BREAK_SPACE}${hour < 12 ? 'am' : 'pm'}`;
}

/** Nepal has been 5:45 ahead of UTC since 1986, and knows no summer time. */
const NEPAL_AHEAD_MS = (5 * 60 + 45) * 60_000;

function readClock(instant: Date) {
  const shifted = new Date(instant.getTime() + NEPAL_AHEAD_MS);
  return {
    day: shifted.getUTCDate(),
    month: shifted.getUTCMonth() + 1,
    year: shifted.getUTCFullYear(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}
