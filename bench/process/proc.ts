import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What a process has used so far, its threads and children with it. Linux only: all of it is read from /proc. */
export interface Usage {
  /** On a core, in user and system mode, all threads, and the children that have ended. */
  readonly cpuMs: number;
  /** The main thread alone: on a core, or ready to run while others had it. Near the time passed, it had work throughout. */
  readonly wantedMs: number;
  /** The most memory resident at once since `resetPeak`. */
  readonly peakRssBytes: number;
}

const NS_PER_MS = 1e6;
/** The kernel counts what ended children have used in hundredths of a second, on every architecture. */
const MS_PER_TICK = 10;
/** PostgreSQL has one for each connection, and some of its own. */
const MAX_PROCESSES = 256;

export function readUsage(pid: number): Usage {
  const own = readOne(pid);
  const [, ...others] = listFamily(pid);
  const all = addUp([own, ...others.flatMap((other) => unlessEnded(() => [readOne(other)]))]);
  return { ...all, wantedMs: own.wantedMs };
}

/** Of processes side by side. */
export function addUp(usages: readonly Usage[]): Usage {
  return {
    cpuMs: sum(usages.map(({ cpuMs }) => cpuMs)),
    wantedMs: sum(usages.map(({ wantedMs }) => wantedMs)),
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

/** By thread and in nanoseconds: the totals of /proc/PID/stat come in ticks of 10 ms, too coarse for a short window. */
function readOne(pid: number): Usage {
  const threads = readdirSync(`/proc/${pid}/task`).flatMap((thread) => readThread(pid, thread));
  const main = threads.find(({ thread }) => thread === String(pid));
  return {
    cpuMs: sum(threads.map(({ ranMs }) => ranMs)) + readEndedChildrenMs(pid),
    wantedMs: main === undefined ? 0 : main.ranMs + main.queuedMs,
    peakRssBytes: readKilobytes(pid, 'VmHWM') * 1024,
  };
}

/** Time on a core, and in the queue for one. */
function readThread(pid: number, thread: string): { thread: string; ranMs: number; queuedMs: number }[] {
  return unlessEnded(() => {
    const text = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
    const [ranNs = 0, queuedNs = 0] = text.split(' ').map(Number);
    return [{ thread, ranMs: ranNs / NS_PER_MS, queuedMs: queuedNs / NS_PER_MS }];
  });
}

/** Without it, a child that ends would take what it has used out of the sum. */
function readEndedChildrenMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name comes second, in brackets, and may hold anything; cutime and cstime are the 16th and 17th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
}

/** Nothing of a thread or a child that has just ended. */
function unlessEnded<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
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
  return unlessEnded(() =>
    readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    ),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
