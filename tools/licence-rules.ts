import satisfies from 'spdx-satisfies';
import { type LockedPackages, listLocked } from './locked-packages.js';

/** What ships with the service: permissive licences that ask for their notice and nothing more. */
const SHIPPED = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
];
/** What only builds and tests it may also be copyleft by file, or data: none of it is passed on. */
const DEVELOPMENT = [...SHIPPED, 'MPL-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Python-2.0'];

/**
 * Checks every installed package by what the registry says of it. An expression counts as a whole: of "A OR B" one must be
 * allowed, of "A AND B" both.
 * @returns one line for each fault, with the package in it; empty when everything is allowed.
 */
export function listFaults(packages: LockedPackages): string[] {
  return listLocked(packages).flatMap(({ id, license, isDevelopment }) => {
    if (license === undefined) return [`${id}: says no licence`];
    if (isAllowed(license, isDevelopment ? DEVELOPMENT : SHIPPED)) return [];
    return [`${id}: ${license} is not allowed ${isDevelopment ? 'for development' : 'in what ships'}`];
  });
}

/** What is no SPDX expression ("SEE LICENSE IN …") is for a person to read, so it is not allowed. */
function isAllowed(license: string, allowed: readonly string[]): boolean {
  try {
    return satisfies(license, [...allowed]);
  } catch {
    return false;
  }
}
