import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What must not outlive this process, however it ends. */
const children = new Set<ChildProcess>();
const folders = new Set<string>();
let isArmed = false;

export function adopt(child: ChildProcess): void {
  arm();
  children.add(child);
  child.once('exit', () => children.delete(child));
}

/** Makes a temporary folder that goes with this process, unless `removeFolder` takes it before. */
export function makeFolder(): string {
  arm();
  const folder = mkdtempSync(join(tmpdir(), 'hashcnet-bench-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

function arm(): void {
  if (isArmed) return;
  isArmed = true;
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
