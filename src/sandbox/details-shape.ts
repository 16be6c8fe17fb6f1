import { type JsonObject, numberText, printJson } from './json-text.js';

/** Writes the body of a details answer. */
export type DetailsWriter = (sessionId: number) => string;

/** A duration of a package: code, title and price; a number's text is kept (`1232.0`). */
export type PriceRow = readonly [code: string, title: string, cost: unknown];

/** A price as the JSON number with exactly this text. */
export const npr = numberText;

/** The prices of the plain subscriber's current plan. */
export const PLAIN_PRICES: readonly PriceRow[] = [
  ['1', '1 Month', npr('1000')],
  ['3', '3 Months', npr('2800.50')],
];

/** An entry of `available_packages`. */
export function aPackage(title: string, code: unknown, rows: readonly PriceRow[]): JsonObject {
  return { title, package_code: code, duration: rows.map(packagePrice) };
}

/** An entry of `plan_detail`, whose `duration` is the unusable text upstream sends. */
export function planPrice([code, title, cost]: PriceRow): JsonObject {
  return { duration: `${code} month(s)`, duration_title: title, total_cost: cost, duration_code: code };
}

function packagePrice([code, title, cost]: PriceRow): JsonObject {
  return { total_cost: cost, duration_code: code, duration_title: title };
}

/**
 * A details answer that is the plain one but for the given fields; a field given as undefined is left out,
 * `session_id` included.
 */
export function shaped(fields: JsonObject = {}): DetailsWriter {
  return (sessionId) =>
    printJson({
      customer_name: 'Plain Subscriber (1001)',
      current_plan: 'Home 50',
      accept_advance_payment: true,
      days_remaining: 12,
      has_due: 'false',
      plan_detail: PLAIN_PRICES.map(planPrice),
      available_packages: [
        aPackage('Home 50', 5, PLAIN_PRICES),
        aPackage('Home 100', 6, [['1', '1 Month', npr('1500')]]),
      ],
      session_id: sessionId,
      status: true,
      ...fields,
    });
}
