import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';

/** A module for the service's process that collects garbage when told: the service itself has no such door. */
export function writeHeapHook(folder: string): string {
  const file = join(folder, 'heap-hook.mjs');
  writeFileSync(file, `process.on('SIGUSR2', () => { globalThis.gc(); globalThis.gc(); });\n`);
  return file;
}

/** What the heap holds once the garbage is gone, by the service's own metrics. */
export async function readHeapBytes(url: string, child: ChildProcess): Promise<number> {
  child.kill('SIGUSR2');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { body } = await request(`${url}/metrics`);
  const used = /^nodejs_heap_size_used_bytes(?:\{.*\})? (\S+)$/m.exec(await body.text())?.[1];
  return Number(used);
}
