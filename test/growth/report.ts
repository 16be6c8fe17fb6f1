import { cpus } from 'node:os';
import type { Comparison } from './measure.js';
import type { FilledLedger, Stage } from './stage.js';

export interface Findings {
  readonly stage: Stage;
  readonly small: FilledLedger;
  readonly large: FilledLedger;
  readonly sampleCount: number;
  readonly command: string;
  readonly comparisons: readonly Comparison[];
  readonly exports: {
    readonly smallRowsPerSecond: number;
    readonly largeRowsPerSecond: number;
    readonly rssBytes: number;
  };
  readonly plans: readonly { readonly name: string; readonly plans: readonly string[] }[];
}

/** The findings as a section of Markdown. */
export function formatFindings(findings: Findings): string {
  const { stage, small, large, sampleCount, command, comparisons, exports, plans } = findings;
  const [smallName, largeName] = [number(small.rowCount), number(large.rowCount)];
  return `### ${stage.version}

\`${command}\`, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}).
${sampleCount} samples of each, in turns on both ledgers. ${largeName} renewals with their events were filled in within
${Math.round(large.fillSeconds)} s and take ${Math.round(large.sizeBytes / 1e6).toLocaleString('en-US')} MB. Milliseconds:

| operation | ${smallName}: rows | p50 | p99 | ${largeName}: rows | p50 | p99 | ratio p50 | ratio p99 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${comparisons.map(toRow).join('\n')}

\\*: the ledger of ${smallName} has fewer renewals of this kind than a page holds, so the two give different amounts.

Export as CSV: ${number(Math.round(exports.smallRowsPerSecond))} rows/s of ${smallName}, ${number(Math.round(exports.largeRowsPerSecond))} rows/s of ${largeName}; the process had
${Math.round(exports.rssBytes / 1e6)} MB at most meanwhile.

<details><summary>The plans with ${largeName} renewals</summary>

${plans.map(({ name, plans: texts }) => `**${name}**\n\n${texts.map((text) => `\`\`\`\n${text}\n\`\`\``).join('\n\n')}`).join('\n\n')}

</details>
`;
}

/** Puts a section between its marks in the page, keeping all else. Throws when the page has no such marks. */
export function replaceSection(page: string, name: string, section: string): string {
  const [begin, end] = [`<!-- ${name}: made by npm run growth -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no marks ${begin} and ${end}`);
  return `${page.slice(0, from + begin.length)}\n${section}${page.slice(to)}`;
}

function toRow({ name, small, large }: Comparison): string {
  const cells = [small, large].flatMap(({ rowCount, p50Ms, p99Ms }) => [
    rowCount === null ? '' : String(Math.round(rowCount)),
    p50Ms.toFixed(3),
    p99Ms.toFixed(3),
  ]);
  // A page of three rows is no measure for one of twenty-one.
  const mark = isAlike(small.rowCount ?? 1, large.rowCount ?? 1) ? '' : ' *';
  const ratios = [large.p50Ms / small.p50Ms, large.p99Ms / small.p99Ms].map(
    (ratio) => `${ratio.toFixed(2)}${mark}`,
  );
  return `| ${[name, ...cells, ...ratios].join(' | ')} |`;
}

function isAlike(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.15 * Math.max(a, b, 1);
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
