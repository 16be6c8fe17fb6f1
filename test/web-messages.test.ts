import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'web/messages';
const AREAS = [...new Set(readdirSync(FOLDER).map((name) => name.split('.')[0] ?? ''))];
const SOURCES = readdirSync('web', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join('web', name), 'utf8'))
  .join('\n');

function read(area: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(FOLDER, `${area}.${language}.json`), 'utf8')) as Record<string, string>;
}

function placeholdersOf(text = ''): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

describe.each(AREAS)('the messages of %s', (area) => {
  const english = read(area, 'en');
  const nepali = read(area, 'ne');

  test('have the same keys in both languages', () => {
    expect(Object.keys(nepali).sort()).toEqual(Object.keys(english).sort());
  });

  test.each(Object.keys(english))('%s is said in both, with the same blanks', (key) => {
    expect(english[key]).not.toBe('');
    expect(nepali[key]).not.toBe('');
    expect(placeholdersOf(nepali[key])).toEqual(placeholdersOf(english[key]));
  });

  test('are all used', () => {
    const unused = Object.keys(english).filter(
      (key) => !SOURCES.includes(`'${key}'`) && !isBuilt(key) && !SOURCES.includes(`"${key}"`),
    );
    expect(unused).toEqual([]);
  });
});

/** Keys that are put together, such as `status.${status}`: TypeScript holds what may stand in the blank. */
function isBuilt(key: string): boolean {
  const [, fault] = /^fault\.(\w+)\.(?:title|body)$/.exec(key) ?? [];
  if (fault !== undefined) return SOURCES.includes(`describe('${fault}'`);
  const parts = key.split('.');
  const starts = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return starts.some((start) => SOURCES.includes(`\`${start}.\${`));
}
