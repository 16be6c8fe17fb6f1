const DAY_MS = 86_400_000;

/** How an account stands, in the words it is told in. */
export type DaysLeft =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'left'; readonly days: number; readonly endsOn: Date }
  | { readonly kind: 'today' }
  | { readonly kind: 'ended'; readonly days: number };

/** The provider counts whole days; the date is ours, and only as exact as its count. */
export function readDaysLeft(daysRemaining: number | null, nowMs: number): DaysLeft {
  if (daysRemaining === null) return { kind: 'unknown' };
  if (daysRemaining === 0) return { kind: 'today' };
  if (daysRemaining < 0) return { kind: 'ended', days: -daysRemaining };
  return { kind: 'left', days: daysRemaining, endsOn: new Date(nowMs + daysRemaining * DAY_MS) };
}
