import { readFileSync } from 'node:fs';
import { listFaults } from './licence-rules.js';
import type { LockedPackages } from './locked-packages.js';

/** `npm run licences`: exits with 1 and names every package whose licence is not allowed. */
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: LockedPackages };
const faults = listFaults(packages);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length === 0) process.stdout.write(`${Object.keys(packages).length - 1} packages, all allowed\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
