import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A fenced block of a page, such as a command or its answer. */
export interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

export interface Page {
  /** From the root of the repository, such as `docs/errors.md`. */
  readonly path: string;
  readonly text: string;
  /** The text without its fenced blocks. */
  readonly prose: string;
  readonly blocks: readonly Block[];
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The README and everything under docs/. */
export function readPages(): Page[] {
  return ['README.md', ...globSync('docs/**/*.md').sort()].map(readPage);
}

export function readPage(path: string): Page {
  const text = readFileSync(path, 'utf8');
  const blocks = [...text.matchAll(FENCE)].map(([, language = '', content = '']) => ({
    page: path,
    language,
    text: content.trimEnd(),
  }));
  return { path, text, prose: text.replace(FENCE, ''), blocks };
}

/** The rows of the tables under a heading whose first cell is code: what each explains, with the other cells. */
export function readExplained(path: string, heading: string): Map<string, string[]> {
  const [, section = ''] = readPage(path).prose.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const rows = own.matchAll(/^\| `([^`|]+)` \|(.*)\|$/gm);
  return new Map(
    [...rows].map(([, name = '', rest = '']) => [name, rest.split('|').map((cell) => cell.trim())]),
  );
}

export interface Link {
  readonly from: string;
  readonly path: string;
  readonly anchor: string | null;
}

/** Links to places within the repository; those to elsewhere are not looked at. */
export function listLinks({ path: from, prose }: Page): Link[] {
  const text = prose.replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/(?:\]\(|src=")(?!\w+:)([^)"#\s]*)(?:#([^)"\s]+))?[)"]/g)].map(
    ([, target = '', anchor]) => ({
      from,
      path: target === '' ? from : normalize(join(dirname(from), target)).replace(/\/$/, ''),
      anchor: anchor ?? null,
    }),
  );
}

/** The anchors of a page's headings, as GitHub makes them. */
export function listAnchors(path: string): string[] {
  return [...readPage(path).prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/ /g, '-'),
  );
}

/** What stands in backticks in a page's prose. */
export function listCodeWords({ prose }: Page): string[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
}
