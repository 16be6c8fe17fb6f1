import type { RenewalStatus } from '../../../client/generated/graphql.js';
import { hourOfDay } from './kathmandu-day.js';
import { sumRefunds, toPaisa } from './paisa.js';

export interface SummedRenewal {
  readonly createdAt: string;
  readonly status: RenewalStatus;
  readonly needsAttention: boolean;
  readonly isp: { readonly slug: string; readonly name: string };
  readonly amount: { readonly amount: string };
  readonly refunds: readonly { readonly amount: { readonly amount: string } }[];
}

/** Where the money of some renewals stands, in paisa. The last three make up the first. */
export interface Sums {
  readonly count: number;
  readonly ordered: bigint;
  readonly deducted: bigint;
  readonly held: bigint;
  readonly givenBack: bigint;
}

export interface OutcomeSum {
  readonly status: RenewalStatus;
  readonly count: number;
  readonly ordered: bigint;
}

export interface IspSums extends Sums {
  readonly slug: string;
  readonly name: string;
}

export interface DaySums {
  readonly total: Sums;
  readonly flagged: number;
  readonly byOutcome: readonly OutcomeSum[];
  /** The largest first. */
  readonly byIsp: readonly IspSums[];
  /** How many were ordered in each hour of the day, at Kathmandu's time. */
  readonly byHour: readonly number[];
}

export const OUTCOMES: readonly RenewalStatus[] = ['SUCCEEDED', 'PENDING', 'FAILED', 'REFUNDED'];
const NOTHING: Sums = { count: 0, ordered: 0n, deducted: 0n, held: 0n, givenBack: 0n };

/** Adds the money up as docs/books.md does, to the paisa. */
export function sumDay(renewals: readonly SummedRenewal[]): DaySums {
  const byIsp = new Map<string, IspSums>();
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const renewal of renewals) {
    const { slug, name } = renewal.isp;
    byIsp.set(slug, { slug, name, ...add(byIsp.get(slug) ?? NOTHING, sumsOf(renewal)) });
    const hour = hourOfDay(Date.parse(renewal.createdAt));
    byHour[hour] = (byHour[hour] ?? 0) + 1;
  }
  return {
    total: [...byIsp.values()].reduce<Sums>(add, NOTHING),
    flagged: renewals.filter(({ needsAttention }) => needsAttention).length,
    byOutcome: OUTCOMES.map((status) => sumOutcome(renewals, status)),
    byIsp: [...byIsp.values()].sort((a, b) => compare(b.ordered, a.ordered) || a.name.localeCompare(b.name)),
    byHour,
  };
}

/** A failed order's money goes back whole: the provider lists that as a refund too, and it must not count twice. */
function sumsOf({ status, amount, refunds }: SummedRenewal): Sums {
  const ordered = toPaisa(amount.amount);
  const refunded = sumRefunds(refunds);
  const kept = refunded < ordered ? ordered - refunded : 0n;
  const sums = { ...NOTHING, count: 1, ordered };
  switch (status) {
    case 'PENDING':
      return { ...sums, held: ordered };
    case 'SUCCEEDED':
      return { ...sums, deducted: kept, givenBack: ordered - kept };
    case 'FAILED':
    case 'REFUNDED':
      return { ...sums, givenBack: ordered };
  }
}

function sumOutcome(renewals: readonly SummedRenewal[], status: RenewalStatus): OutcomeSum {
  const own = renewals.filter((renewal) => renewal.status === status);
  const ordered = own.reduce((total, { amount }) => total + toPaisa(amount.amount), 0n);
  return { status, count: own.length, ordered };
}

function add(a: Sums, b: Sums): Sums {
  return {
    count: a.count + b.count,
    ordered: a.ordered + b.ordered,
    deducted: a.deducted + b.deducted,
    held: a.held + b.held,
    givenBack: a.givenBack + b.givenBack,
  };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
