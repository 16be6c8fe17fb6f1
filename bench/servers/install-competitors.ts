import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COMPETITORS_FOLDER } from './competitors.js';

/** Installs what the competitors are made of, unless that is done, and composes the gateway's schema. Takes a minute. */
export function installCompetitors(show: (text: string) => void): void {
  if (!isInstalled()) {
    show('installing the competitors, once');
    run('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  }
  if (!existsSync(join(COMPETITORS_FOLDER, 'hive', 'generated', 'supergraph.graphql'))) run('run', 'compose');
}

/** npm leaves a copy of the lock file behind when it is done; one that is older is of other versions. */
function isInstalled(): boolean {
  const mark = join(COMPETITORS_FOLDER, 'node_modules', '.package-lock.json');
  const lock = join(COMPETITORS_FOLDER, 'package-lock.json');
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs;
}

function run(...args: string[]): void {
  execFileSync('npm', [...args, '--silent', '--prefix', COMPETITORS_FOLDER], { stdio: 'inherit' });
}
