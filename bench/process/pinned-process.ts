import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { adopt } from './cleanup.js';

/** The server under test has the last core to itself, as far as the machine allows; whatever else is needed shares the first. */
export type Core = 'server' | 'rest';

export interface PinnedProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What it wrote last, to explain an end that nobody asked for. */
  lastWords(): string;
  /** Ends it, gently at first; resolves when it is gone. */
  stop(): Promise<void>;
}

const KEPT_LENGTH = 2000;
const STOP_TIMEOUT_MS = 5000;

/** The command that runs another one on a core, and whatever that starts. */
export function describePinning(core: Core): readonly [program: string, ...arguments: string[]] {
  return ['taskset', '-c', String(core === 'server' ? availableParallelism() - 1 : 0)];
}

/** Runs a Node program on one core. `taskset` becomes the program, so that its process id is the program's. */
export function startPinned(
  core: Core,
  nodeArguments: readonly string[],
  options: { env?: Readonly<Record<string, string>>; cwd?: string; hasChannel?: boolean } = {},
): PinnedProcess {
  const [program, ...pinning] = describePinning(core);
  const child = spawn(program, [...pinning, process.execPath, ...nodeArguments], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...options.env },
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', 'pipe', ...(options.hasChannel ? (['ipc'] as const) : [])],
  });
  adopt(child);
  let words = '';
  const hear = (chunk: Buffer) => {
    words = (words + chunk).slice(-KEPT_LENGTH);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.on('error', (error) => {
    words += String(error);
  });
  const ended = once(child, 'exit');
  if (child.pid === undefined)
    throw new Error('taskset is missing: the benchmark needs Linux with util-linux');
  return {
    pid: child.pid,
    child,
    lastWords: () => words,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const isPatient = new AbortController();
      await Promise.race([ended, sleep(STOP_TIMEOUT_MS, null, { signal: isPatient.signal })]);
      isPatient.abort();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}
