import { EXPORT_COLUMNS } from '../books/export-columns.js';
import type { RefundRecord, RenewalEvent, RenewalRecord } from '../ledger/renewal-record.js';
import { ATTENTION_REASONS } from '../renewals/attention.js';
import { stateOf } from '../renewals/renewal.js';
import { formatPaisa } from '../values/decimal.js';

/** A renewal with its trail, as `show` and `check` have it. */
export interface RenewalStory {
  readonly renewal: RenewalRecord;
  readonly events: readonly RenewalEvent[];
}

/** Escapes that would move a terminal's cursor or turn its text around: names and messages come from outside. */
const UNPRINTABLE_PATTERN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

export function formatRenewalLine(renewal: RenewalRecord): string {
  const { id, createdAtMs, slug, username, planTitle, durationTitle, amountPaisa, client, attention } =
    renewal;
  const cells = [
    formatInstant(createdAtMs),
    id,
    stateOf(renewal).padEnd(10),
    `NPR ${formatPaisa(amountPaisa)}`.padStart(14),
    `${slug}/${username}`,
    `${planTitle}, ${durationTitle}`,
    `by ${client}`,
    ...(attention === null ? [] : [`! ${attention}`]),
  ];
  return `${printable(cells.join('  '))}\n`;
}

export function formatRenewal({ renewal, events }: RenewalStory): string {
  const facts = EXPORT_COLUMNS.map(({ name, read }) => [name, read(renewal)] as const);
  const lines = [
    ...facts.filter(([, value]) => value !== null).map(([name, value]) => `${name.padEnd(16)}${value}`),
    ...(renewal.nextCheckAtMs === null ? [] : [`nextCheckAt     ${formatInstant(renewal.nextCheckAtMs)}`]),
    ...renewal.refunds.map(formatRefund),
    ...(renewal.attention === null
      ? []
      : ['', `A person has to look: ${explainAttention(renewal.attention)}`]),
    '',
    ...events.map(formatEvent),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** The columns of an export, and what an export has no column for. */
export function toRenewalJson(renewal: RenewalRecord): Record<string, unknown> {
  return {
    ...Object.fromEntries(EXPORT_COLUMNS.map(({ name, read }) => [name, read(renewal)])),
    nextCheckAt: renewal.nextCheckAtMs === null ? null : formatInstant(renewal.nextCheckAtMs),
  };
}

export function toStoryJson({ renewal, events }: RenewalStory): Record<string, unknown> {
  return {
    ...toRenewalJson(renewal),
    refunds: renewal.refunds.map(({ amountPaisa, remarks, refundedAtMs }) => ({
      amount: formatPaisa(amountPaisa),
      remarks,
      refundedOn: refundedAtMs === null ? null : formatInstant(refundedAtMs),
    })),
    events: events.map(({ atMs, type, message }) => ({ at: formatInstant(atMs), type, message })),
  };
}

function formatEvent({ atMs, type, message }: RenewalEvent): string {
  return `${formatInstant(atMs)}  ${type.padEnd(16)}${message ?? ''}`.trimEnd();
}

function formatRefund({ amountPaisa, remarks, refundedAtMs }: RefundRecord): string {
  const when = refundedAtMs === null ? '' : ` on ${formatInstant(refundedAtMs)}`;
  return `refund          ${formatPaisa(amountPaisa)}${when}${remarks === null ? '' : `: ${remarks}`}`;
}

function explainAttention(reason: string): string {
  const known: Readonly<Record<string, string>> = ATTENTION_REASONS;
  return known[reason] ?? reason;
}

export function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

function printable(text: string): string {
  return text.replace(UNPRINTABLE_PATTERN, '\uFFFD');
}
