import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { COMMANDS } from '../../src/cli/commands.js';
import { environmentSchema } from '../../src/config-environment.js';
import { listAnchors, listCodeWords, listLinks, type Page, readPages } from './pages.js';

const PAGES = readPages();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Read by tests or by the sandbox alone, or by Compose. */
const OTHER_VARIABLES = ['SANDBOX_PORT', 'SANDBOX_TOKEN', 'SANDBOX_DLR_URL', 'TEST_DATABASE_URL'];
const VARIABLES = new Set([...Object.keys(environmentSchema.shape), ...OTHER_VARIABLES]);
/** What a variable of ours looks like, as against a code of the schema. */
const LOOKS_LIKE_VARIABLE =
  /^(?:(?:HASHCNET|OFFER_(?:SECRET|TTL)|DATABASE|HOLD|RECONCILE|API_KEYS?|JWT|TRUSTED|CORS|RATE_LIMIT|MAX|REQUEST_TIMEOUT|DRAIN|LOG|OTEL|SANDBOX|LOOKUP_CACHE|TEST)_[A-Z_]+|[A-Z_]+_(?:MS|FILE|SECRET))$/;

const OPTION = /(?<![\w-])--[a-z][a-z-]*/g;
const FOLDERS = 'src|test|docs|deploy|client|bench|examples|tools|\\.ci';

function listAll(read: (page: Page) => readonly string[]): [string, string][] {
  return PAGES.flatMap((page) => read(page).map((word) => [page.path, word] as [string, string]));
}

describe('the pages', () => {
  test('link to pages, files and headings that are there', () => {
    const broken = PAGES.flatMap(listLinks).filter(
      ({ path, anchor }) =>
        !existsSync(path) || (anchor !== null && path.endsWith('.md') && !listAnchors(path).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });

  test('name files that are there', () => {
    const named = listAll((page) =>
      listCodeWords(page).filter((word) => new RegExp(`^(?:${FOLDERS})/[\\w./*-]+$`).test(word)),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(([, path]) => globSync(path.replace(/\/$/, '')).length === 0)).toEqual([]);
  });

  test('name npm scripts that are there', () => {
    const named = listAll(({ text }) =>
      [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(([, name]) => scripts[name] === undefined)).toEqual([]);
  });

  test('name variables that the configuration reads', () => {
    const named = listAll((page) => [
      ...listCodeWords(page).flatMap((word) => word.match(/^[A-Z_]+(?==)|^[A-Z_]+$/g) ?? []),
      ...page.blocks
        .filter(({ language }) => language === 'sh')
        .flatMap(({ text }) => text.match(/\b[A-Z_]+(?==)/g) ?? []),
    ]).filter(([, name]) => LOOKS_LIKE_VARIABLE.test(name));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(([, name]) => !VARIABLES.has(name))).toEqual([]);
  });

  test('give commands only options that they explain', async () => {
    const called = listAll(({ text }) =>
      [...text.matchAll(/npm run (?:--silent )?[a-z][\w:-]* -- [^\n`|>#)]+/g)].map(([call]) => call),
    );
    const names = [...new Set(called.map(([, call]) => commandOf(call)))].filter((name) => name in COMMANDS);
    expect(names.length).toBeGreaterThan(3);
    const helps = new Map(
      await Promise.all(names.map(async (name) => [name, await readHelp(name)] as const)),
    );
    const unknown = called.filter(([, call]) => {
      const text = helps.get(commandOf(call)) ?? readSources(commandOf(call));
      const explained = new Set(text.match(OPTION));
      return (call.split(' -- ')[1]?.match(OPTION) ?? []).some((option) => !explained.has(option));
    });
    expect(unknown).toEqual([]);
  });
});

/** The name of the command that an npm script runs. */
function commandOf(call: string): string {
  return (/npm run (?:--silent )?([\w:-]+)/.exec(call)?.[1] ?? '').replace(':', '-');
}

async function readHelp(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dist/src/cli/main.js', command, '--help']);
  return stdout;
}

/** Of a tool that is not part of the command line: the options its sources declare, as they are written on a command line. */
function readSources(command: string): string {
  const entry = /dist\/((?:test|bench|tools)\/(?:\w+\/)?)/.exec(
    scripts[command.replace('-', ':')] ?? scripts[command] ?? '',
  )?.[1];
  if (entry === undefined) return '';
  const sources = globSync(`${entry}*.ts`).map((path) => readFileSync(path, 'utf8'));
  return sources.join('\n').replace(/^ +'?([a-z][a-z-]*)'?: \{ type:/gm, '--$1');
}
