import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in for npm while the commands of a page run: does what the script of that name does, without building what the
 * tests have built already, and in the folder where it is called. Arguments: the repository, then npm's own.
 */
const [root = '', ...words] = process.argv.slice(2);
const [command, name = '', ...rest] = words.filter((word) => word !== '--silent');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const script = scripts[name];
if (command !== 'run' || script === undefined) throw new Error(`npm ${words.join(' ')}: not known here`);
const line = script.replace('npm run --silent build && ', '').replaceAll(' dist/', ` ${root}/dist/`);
const args = rest[0] === '--' ? rest.slice(1) : rest;
const { status } = spawnSync('sh', ['-c', `${line} "$@"`, 'sh', ...args], { stdio: 'inherit' });
process.exit(status ?? 1);
