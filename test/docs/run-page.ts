import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startProcess } from '../support/process.js';
import type { Block } from './pages.js';

/** How a page starts the service: `npm start`, with the variables that stand before it. */
const START = /^(?:npm ci && )?((?:[A-Z_]+=\S+ )*)npm start$/;
const SEPARATOR = '\u001e';
const TIMEOUT_MS = 45_000;

export function isStart({ text }: Block): boolean {
  return START.test(text);
}

/**
 * Runs blocks one after the other in one shell, as a reader would paste them, in an empty folder with the service beside
 * it that `start` starts (none: with nothing configured). Gives what each wrote to standard output.
 */
export async function runBlocks(blocks: readonly Block[], start?: Block): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hashcnet-docs-'));
  const main = join(process.cwd(), 'dist/src/main.js');
  const inFolder = ['sh', '-c', 'cd "$0" && exec "$1" "$2"', folder, process.execPath, main];
  const service = startProcess(readVariables(start), inFolder);
  try {
    const { host } = new URL(await service.whenListening);
    return await runInShell(blocks, { folder, host });
  } finally {
    service.child.kill('SIGKILL');
    await service.whenEnded;
    rmSync(folder, { recursive: true, force: true });
  }
}

function readVariables(start: Block | undefined): Record<string, string> {
  const assignments = START.exec(start?.text ?? '')?.[1]?.trim() ?? '';
  return Object.fromEntries(
    assignments
      .split(' ')
      .filter(Boolean)
      .map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
}

async function runInShell(
  blocks: readonly Block[],
  { folder, host }: { folder: string; host: string },
): Promise<string[]> {
  const script = blocks
    .map((block) => `${block.text.replaceAll('localhost:4000', host)}\nprintf '${SEPARATOR}'\n`)
    .join('');
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, PATH: `${makePrograms(folder)}:${process.env['PATH']}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group, so that whatever it has started ends with it when it takes too long.
    detached: true,
  });
  const end = () => shell.pid !== undefined && shell.exitCode === null && process.kill(-shell.pid, 'SIGKILL');
  const timer = setTimeout(end, TIMEOUT_MS);
  const [stdout, stderr] = [text(shell.stdout), text(shell.stderr)];
  const [exitCode] = (await once(shell, 'close')) as [number | null];
  clearTimeout(timer);
  const outputs = (await stdout).split(SEPARATOR);
  if (exitCode === 0) return outputs.slice(0, -1);
  const failed = blocks[outputs.length - 1]?.text;
  throw new Error(`exit code ${exitCode ?? 'none: it took too long'} of:\n${failed}\n${await stderr}`);
}

/** Node as the tests run it, and a stand-in for npm. */
function makePrograms(folder: string): string {
  const programs = join(folder, '.programs');
  mkdirSync(programs);
  symlinkSync(process.execPath, join(programs, 'node'));
  const npm = join(programs, 'npm');
  const standIn = join(import.meta.dirname, 'npm-stand-in.js');
  writeFileSync(npm, `#!/bin/sh\nexec node '${standIn}' '${process.cwd()}' "$@"\n`);
  chmodSync(npm, 0o755);
  return programs;
}
