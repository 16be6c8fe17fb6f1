import { readFileSync } from 'node:fs';
import { describeSubscribers } from '../../src/sandbox/sandbox.js';

const README = readFileSync('README.md', 'utf8');

describe('the README', () => {
  test('names sandbox subscribers that exist', () => {
    const section = README.slice(
      README.indexOf("## The sandbox's subscribers"),
      README.indexOf('## A typed client'),
    );
    const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    const known = new Set(describeSubscribers().map(({ username }) => username));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((name) => name === undefined || !known.has(name))).toEqual([]);
  });

  test('lists exactly the variables that the configuration reads', () => {
    const read = [
      ...readFileSync('src/config-environment.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm),
    ].map(([, name]) => name);
    const section = README.slice(README.indexOf('## Going live'), README.indexOf('## Finding your way'));
    const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect([...new Set(rows)].sort()).toEqual([...new Set(read)].sort());
  });
});
