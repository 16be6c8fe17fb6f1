import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedPackages } from './locked-packages.js';
import { closeUnreleased, isHigher } from './release-text.js';
import { keepShipped } from './shipped-sbom.js';

/** The release was not made, and why. What was changed for it is as it was. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export interface ReleaseRequest {
  readonly version: string;
  readonly isDryRun: boolean;
  readonly nowMs: number;
}

const CHANGED_FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'];
/** The whole check with its tests, or a build: minutes, and never for ever. */
const STEP_TIMEOUT_MS = 3_600_000;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Makes a release in the working folder. Everything that can fail comes before the commit and the tag, and what was edited
 * for it is put back when it does.
 * @returns what to tell whoever asked.
 * @throws RefusedError
 */
export function makeRelease({ version, isDryRun, nowMs }: ReleaseRequest): string {
  const changelog = requireReleasable(version, nowMs);
  run('npm', ['run', 'check'], 'inherit');
  requireClean('the check left changes behind');
  const folder = join('release', version);
  try {
    writeFileSync('CHANGELOG.md', changelog);
    run('npm', ['version', version, '--no-git-tag-version', '--ignore-scripts']);
    writeArtefacts(folder);
    if (!isDryRun) commit(version);
  } catch (error) {
    restore();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  if (isDryRun) {
    restore();
    return `dry run: nothing was committed or tagged; what would be released is in ${folder}\n`;
  }
  return `${version} is committed and tagged, and its files are in ${folder}. Nothing was pushed or published: docs/releasing.md\n`;
}

/** Returns the changelog as it will be. */
function requireReleasable(version: string, nowMs: number): string {
  const { version: present } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  if (!isHigher(version, present)) {
    throw new RefusedError(`--version must be a semantic version higher than ${present}`);
  }
  const branch = run('git', ['rev-parse', '--abbrev-ref', 'HEAD']).trim();
  if (branch !== 'main') throw new RefusedError(`releases are made on main, not on ${branch}`);
  requireClean('there are changes that are not committed');
  if (run('git', ['tag', '--list', `v${version}`]) !== '')
    throw new RefusedError(`v${version} is tagged already`);
  const date = new Date(nowMs).toISOString().slice(0, 10);
  const changelog = closeUnreleased(readFileSync('CHANGELOG.md', 'utf8'), { version, date });
  if (changelog === null) throw new RefusedError('CHANGELOG.md has nothing under "## Unreleased"');
  return changelog;
}

function requireClean(complaint: string): void {
  if (run('git', ['status', '--porcelain']) !== '') throw new RefusedError(complaint);
}

/** The package, what is in it, and a checksum of each. */
function writeArtefacts(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // prepack builds from scratch.
  run('npm', ['pack', '--pack-destination', folder]);
  writeFileSync(join(folder, 'sbom.cdx.json'), listContents());
  const sums = readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    );
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''));
}

function listContents(): string {
  const form = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const complete = run('npm', ['sbom', ...form, '--package-lock-only']);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    name: string;
    packages: LockedPackages;
  };
  return keepShipped(complete, lock);
}

function commit(version: string): void {
  run('git', ['add', ...CHANGED_FILES]);
  run('git', ['commit', '--quiet', '--message', `Release ${version}`]);
  run('git', ['tag', '--annotate', `v${version}`, '--message', `Release ${version}`]);
}

/** By the last commit, which was all there was: the tree was clean. */
function restore(): void {
  run('git', ['checkout', '--quiet', 'HEAD', '--', ...CHANGED_FILES]);
}

/** @throws RefusedError when the command fails, with what it said. */
function run(file: string, args: readonly string[], output: 'pipe' | 'inherit' = 'pipe'): string {
  const ended = spawnSync(file, args, {
    encoding: 'utf8',
    stdio: ['ignore', output, output],
    timeout: STEP_TIMEOUT_MS,
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  if (ended.status !== 0) {
    throw new RefusedError(`${[file, ...args].join(' ')} failed\n${ended.stderr ?? ''}`.trimEnd());
  }
  return ended.stdout ?? '';
}
