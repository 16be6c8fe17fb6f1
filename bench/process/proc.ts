import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What a process has used so far, its children with it. Linux only: all of it is read from /proc. */
export interface Usage {
  /** On a core, in user and system mode, all threads. */
  readonly cpuMs: number;
  /** Ready to run, and waiting because others had the core: the main thread alone. */
  readonly waitMs: number;
  /** The most memory resident at once since `resetPeak`. */
  readonly peakRssBytes: number;
}

const TICK_MS = 10;
const NS_PER_MS = 1e6;
const MAX_PROCESSES = 32;

export function readUsage(pid: number): Usage {
  const usages = listFamily(pid).map(readOne);
  return {
    cpuMs: sum(usages.map(({ cpuMs }) => cpuMs)),
    waitMs: usages[0]?.waitMs ?? 0,
    peakRssBytes: sum(usages.map(({ peakRssBytes }) => peakRssBytes)),
  };
}

/** Makes the peak of memory begin anew; where the kernel does not allow it, the peak stays that since the start. */
export function resetPeak(pid: number): void {
  for (const member of listFamily(pid)) {
    try {
      writeFileSync(`/proc/${member}/clear_refs`, '5');
    } catch {
      return;
    }
  }
}

export function countDescriptors(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

export function readRssBytes(pid: number): number {
  return readKilobytes(pid, 'VmRSS') * 1024;
}

function readOne(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the command may hold spaces; what is counted begins after its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // utime, stime, and those of children that have ended: fields 14 to 17 of proc(5).
  const ticks = sum(fields.slice(11, 15).map(Number));
  const [, waitNs = '0'] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
  return {
    cpuMs: ticks * TICK_MS,
    waitMs: Number(waitNs) / NS_PER_MS,
    peakRssBytes: readKilobytes(pid, 'VmHWM') * 1024,
  };
}

function readKilobytes(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
}

function listFamily(pid: number): number[] {
  const family = [pid];
  for (let index = 0; index < family.length && family.length < MAX_PROCESSES; index += 1) {
    family.push(...listChildren(family[index] ?? pid));
  }
  return family;
}

function listChildren(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
