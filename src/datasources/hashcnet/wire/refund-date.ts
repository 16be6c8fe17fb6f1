import { readText } from './fields.js';
import type { JsonValue } from './json.js';

const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A refund's `created_at`, "2024-07-15" or ISO, as Unix milliseconds; without a zone it is read as UTC. */
export function readRefundDate(field: JsonValue | undefined): number | null {
  const match = DATE.exec(readText(field) ?? '');
  if (match === null) return null;
  const [, year, month, day, time = '00:00', fraction = '', zone = 'Z'] = match;
  const midnightMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  // JavaScript would read 30 February as 1 March.
  if (Number.isNaN(midnightMs) || new Date(midnightMs).getUTCDate() !== Number(day)) return null;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const instantMs = Date.parse(
    `${year}-${month}-${day}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  return Number.isNaN(instantMs) ? null : instantMs;
}
