import { readUnits, type Units } from './decimal.js';
import { isJsonObject, isNumberText, type JsonObject, parseJson } from './json-text.js';

/** What a commit must ask for to buy something a details answer offered. */
export interface Offer {
  /** Undefined for a current plan that matches no package: its commit leaves `package_code` out. */
  readonly packageCode: string | undefined;
  readonly durationCode: string;
  readonly amount: Units;
}

/** What the commit check needs to know of a details answer. */
export interface OfferList {
  readonly offers: readonly Offer[];
  /** No advance payment is taken and days are left, so nothing can be bought yet. */
  readonly isAdvanceRefused: boolean;
}

/**
 * Reads the offers back from the very text that was answered, so that what was shown is what is checked.
 * The current plan's durations count where its package lacks them (upstream.md section 1).
 */
export function readOffers(detailsText: string): OfferList {
  const body = parseJson(detailsText);
  if (!isJsonObject(body)) return { offers: [], isAdvanceRefused: false };
  const packages = listObjects(body['available_packages']);
  const offers = packages.flatMap((item) => listPrices(item['duration'], codeOf(item['package_code'])));
  const current = packages.find((item) => item['title'] === body['current_plan']);
  const currentCode = current && codeOf(current['package_code']);
  const inPackage = new Set(
    current ? listObjects(current['duration']).map((price) => price['duration_code']) : [],
  );
  const ownPrices = listPrices(body['plan_detail'], currentCode);
  return {
    offers: [...offers, ...ownPrices.filter((price) => !inPackage.has(price.durationCode))],
    isAdvanceRefused:
      textOf(body['accept_advance_payment']).toLowerCase() === 'false' && daysOf(body['days_remaining']) > 0,
  };
}

function listPrices(durations: unknown, packageCode: string | undefined): Offer[] {
  return listObjects(durations).flatMap((price): Offer[] => {
    const amount = readUnits(textOf(price['total_cost']));
    const durationCode = price['duration_code'];
    return amount === undefined || typeof durationCode !== 'string'
      ? []
      : [{ packageCode, durationCode, amount }];
  });
}

function listObjects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function codeOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : textOf(value);
}

function daysOf(value: unknown): number {
  return Number.parseInt(textOf(value), 10) || 0;
}

function textOf(value: unknown): string {
  return isNumberText(value) ? value.rawJSON : String(value);
}
