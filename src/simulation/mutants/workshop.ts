import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './mutant.js';

export interface Catch {
  readonly rule: string;
  readonly message: string;
  readonly seed: number;
}

/** A copy of the sources in which one bug at a time is sown, compiled and hunted. */
export interface Workshop {
  /**
   * Null when it was not caught within `seeds` seeds.
   * @throws Error when the text to find does not occur exactly once, or the mutant does not compile.
   */
  hunt(mutant: Mutant, options: { seeds: number; workers: number }): Catch | null;
  close(): void;
}

const COMPILE_TIMEOUT_MS = 120_000;
const HUNT_TIMEOUT_MS = 300_000;
const CAUGHT_PATTERN = /^seed (\d+) breaks "([^"]+)": (.*)$/m;

/** @param projectFolder where package.json, tsconfig.json, src/ and node_modules/ are. */
export function openWorkshop(projectFolder: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  cpSync(join(projectFolder, 'src'), join(folder, 'src'), { recursive: true });
  cpSync(join(projectFolder, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfigFor(projectFolder)));

  function compile(name: string): void {
    const compiler = join(folder, 'node_modules', '.bin', 'tsc');
    const run = spawnSync(compiler, ['-p', folder], { encoding: 'utf8', timeout: COMPILE_TIMEOUT_MS });
    if (run.status !== 0) throw new Error(`mutant "${name}" does not compile:\n${run.stdout}${run.stderr}`);
  }

  return {
    hunt(mutant, { seeds, workers }) {
      const path = join(folder, 'src', mutant.file);
      const source = readFileSync(path, 'utf8');
      writeFileSync(path, sow(source, mutant));
      try {
        compile(mutant.name);
        const script = join(folder, 'dist', 'src', 'cli', 'simulate.js');
        const args = [script, '--seeds', String(seeds), '--workers', String(workers)];
        const run = spawnSync(process.execPath, args, {
          encoding: 'utf8',
          timeout: HUNT_TIMEOUT_MS,
          maxBuffer: 256 * 1024 * 1024,
        });
        return readCatch(mutant.name, run);
      } finally {
        writeFileSync(path, source);
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @throws Error when the text to find does not occur exactly once. */
export function sow(source: string, { name, file, find, replace }: Mutant): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`mutant "${name}": its text occurs ${count} times in src/${file}`);
  return source.replace(find, () => replace);
}

function readCatch(
  name: string,
  run: { status: number | null; stdout: string; stderr: string },
): Catch | null {
  if (run.status === 0) return null;
  const [, seed, rule, message] = CAUGHT_PATTERN.exec(run.stdout) ?? [];
  if (run.status !== 1 || seed === undefined || rule === undefined || message === undefined) {
    throw new Error(`mutant "${name}" ended without a verdict:\n${run.stderr.slice(-2000)}`);
  }
  return { seed: Number(seed), rule, message };
}

/** Syntax is checked, types are not: a mutant need not be well typed, only run. */
function tsconfigFor(projectFolder: string) {
  return {
    extends: join(projectFolder, 'tsconfig.json'),
    compilerOptions: {
      rootDir: '.',
      outDir: 'dist',
      incremental: false,
      tsBuildInfoFile: null,
      noCheck: true,
      sourceMap: false,
    },
    include: [],
    files: ['src/cli/simulate.ts', 'src/simulation/campaign.worker.ts'],
  };
}
