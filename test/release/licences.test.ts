import { readFileSync } from 'node:fs';
import { listFaults } from '../../tools/licence-rules.js';
import type { LockedPackages } from '../../tools/locked-packages.js';

const check = (license: string | undefined, dev = false) =>
  listFaults({
    '': { version: '1.0.0' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0', ...(license !== undefined && { license }), dev },
  });

describe('the licences', () => {
  test('of all that is installed are allowed', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: LockedPackages;
    };
    expect(listFaults(packages)).toEqual([]);
  });

  test.each(['MIT', 'Apache-2.0', '(GPL-3.0-only OR MIT)', 'MIT AND ISC'])('%s may ship', (license) => {
    expect(check(license)).toEqual([]);
  });

  test.each([
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'MIT AND GPL-2.0-only',
    'MPL-2.0',
    'SEE LICENSE IN FILE',
    'UNLICENSED',
  ])('%s may not ship, and is named', (license) => {
    expect(check(license)).toEqual([`@b/c@2.0.0: ${license} is not allowed in what ships`]);
  });

  test('that copyleft a file are fine for what only builds it', () => {
    expect(check('MPL-2.0', true)).toEqual([]);
    expect(check('GPL-3.0-only', true)).toHaveLength(1);
  });

  test('that nobody has said are not allowed', () => {
    expect(check(undefined)).toEqual(['@b/c@2.0.0: says no licence']);
  });
});
