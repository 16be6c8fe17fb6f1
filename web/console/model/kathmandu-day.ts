const OFFSET = '+05:45';
const OFFSET_MS = (5 * 60 + 45) * 60_000;
const DAY_MS = 24 * 3_600_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** A day in Nepal, which keeps one time for all the year: `2026-11-24`. */
export function kathmanduDay(instantMs: number): string {
  return new Date(instantMs + OFFSET_MS).toISOString().slice(0, 10);
}

/** When that day begins, in milliseconds. */
export function startOfDayMs(day: string): number {
  return Date.parse(`${day}T00:00:00${OFFSET}`);
}

export function addDays(day: string, days: number): string {
  return kathmanduDay(startOfDayMs(day) + days * DAY_MS);
}

/** A day that the calendar has; an address may hold anything. */
export function isDay(text: string | null): text is string {
  if (text === null || !DAY_PATTERN.test(text)) return false;
  const startMs = startOfDayMs(text);
  return !Number.isNaN(startMs) && kathmanduDay(startMs) === text;
}

/** The filter that lists what was ordered from the first day to the last, both included. */
export function toCreatedRange(from: string | null, to: string | null) {
  return {
    ...(from !== null && { createdFrom: new Date(startOfDayMs(from)).toISOString() }),
    ...(to !== null && { createdBefore: new Date(startOfDayMs(addDays(to, 1))).toISOString() }),
  };
}

/** 0 to 23, at Kathmandu's time. */
export function hourOfDay(instantMs: number): number {
  return new Date(instantMs + OFFSET_MS).getUTCHours();
}
