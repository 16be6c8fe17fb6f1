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
  date(instant: Date): string;
  dateTime(instant: Date): string;
}

/** India's English groups by lakh and crore, as Nepal's does; no browser knows Nepal's own. */
const LOCALES = { en: 'en-IN', ne: 'ne-NP' } as const;
const RUPEES = { en: 'Rs.', ne: 'रु.' } as const;
const NO_BREAK_SPACE = '\u00a0';
const TIME_ZONE = 'Asia/Kathmandu';
const DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: TIME_ZONE } as const;

export function createFormat(language: Language): Format {
  const locale = LOCALES[language];
  const paisa = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const date = new Intl.DateTimeFormat(locale, DAY);
  const dateTime = new Intl.DateTimeFormat(locale, { ...DAY, hour: 'numeric', minute: '2-digit' });
  return {
    money({ amount }) {
      const sign = amount.startsWith('-') ? '−' : '';
      return `${sign}${RUPEES[language]}${NO_BREAK_SPACE}${formatExactly(paisa, amount.replace(/^-/, ''))}`;
    },
    decimal: (text) => formatExactly(exact, text),
    count: (value) => exact.format(value),
    date: (instant) => date.format(instant),
    dateTime: (instant) => dateTime.format(instant),
  };
}

/** Given a text, Intl keeps every digit; given a number, it would not. */
function formatExactly(format: Intl.NumberFormat, text: string): string {
  return format.format(text as Intl.StringNumericLiteral);
}
