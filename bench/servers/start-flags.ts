import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE_FILE = join(import.meta.dirname, '..', '..', '..', 'package.json');

/** What `npm start` gives to Node before the program: so that what is measured, and what the image starts, is what runs. */
export function readStartFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { scripts: { start: string } };
  const [, command = ''] = scripts.start.split(' && node ');
  return command.split(' ').slice(0, -1);
}
