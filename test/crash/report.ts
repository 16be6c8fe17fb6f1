import { RULES, type Rule, type Violation } from './books.js';
import type { LedgerResult } from './campaign.js';
import type { RoundResult } from './round.js';
import { TALLY_LABELS } from './tally.js';

const NAMES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
const LABEL_WIDTH = 58;
const FIGURE_WIDTH = 12;
const MAX_EVIDENCE = 10;

/** The final table: a column for each ledger. */
export function printResults(results: readonly LedgerResult[]): string {
  const row = (label: string, figure: (result: LedgerResult) => string | number) =>
    `  ${label.padEnd(LABEL_WIDTH)}${results.map((result) => String(figure(result)).padStart(FIGURE_WIDTH)).join('')}`;
  const kinds = Object.keys(results[0]?.kills ?? {}) as (keyof LedgerResult['kills'])[];
  const tallies = Object.entries(TALLY_LABELS) as [keyof LedgerResult['tally'], string][];
  const rules = Object.keys(RULES) as Rule[];
  return [
    row('', ({ ledger }) => NAMES[ledger]),
    row('kills', countKills),
    ...kinds.map((kind) =>
      row(`  ${kind === 'database' ? 'of the database' : `aimed at: ${kind}`}`, ({ kills }) => kills[kind]),
    ),
    row('kills a minute', (result) => Math.round(countKills(result) / (result.durationMs / 60_000))),
    row('rounds, each with a fresh ledger', ({ roundCount }) => roundCount),
    row('seconds', ({ durationMs }) => Math.round(durationMs / 1_000)),
    '',
    ...tallies.map(([key, label]) => row(label, ({ tally }) => tally[key])),
    '',
    ...rules.map((rule) => row(`violations: ${rule}`, (result) => countRule(result, rule))),
    '',
  ].join('\n');
}

/** What was wrong, with what each party's books say about it. */
export function printViolations({ ledger, violations }: LedgerResult): string {
  const shown = violations
    .slice(0, MAX_EVIDENCE)
    .map(({ violation, round }) => printEvidence(violation, round));
  const rest = violations.length - shown.length;
  return [
    `${NAMES[ledger]}: ${violations.length} violations`,
    ...shown,
    ...(rest > 0 ? [`… and ${rest} more`] : []),
    '',
  ].join('\n');
}

export function countKills({ kills }: LedgerResult): number {
  return Object.values(kills).reduce((total, count) => total + count, 0);
}

function countRule({ violations }: LedgerResult, rule: Rule): number {
  return violations.filter(({ violation }) => violation.rule === rule).length;
}

function printEvidence({ rule, what, username }: Violation, round: RoundResult | null): string {
  const lines = [`\n* ${rule}: ${what}`, `  (${RULES[rule]})`];
  if (username === null || round === null) return lines.join('\n');
  const { intents, renewals, transactions, ordersByReference } = round.books;
  const own = renewals.filter((renewal) => renewal.username === username);
  const orders = own.map(({ reference }) => [reference, ordersByReference.get(reference) ?? 0]);
  const keys = intents
    .filter((intent) => intent.username === username)
    .flatMap((intent) =>
      intent.keys.map(({ offerId, ...notes }) => ({ ...notes, hasOffer: offerId !== null })),
    );
  const print = (value: unknown) =>
    JSON.stringify(value, (_name, part) => (part instanceof Set ? [...part] : part), 2).replaceAll(
      '\n',
      '\n  ',
    );
  return [
    ...lines,
    `  the customer ${username}: ${print(keys)}`,
    `  the service: ${print(own)}`,
    `  the upstream: ${print(transactions.filter((transaction) => transaction.username === username))}`,
    `  orders that reached it: ${print(orders)}`,
  ].join('\n');
}
