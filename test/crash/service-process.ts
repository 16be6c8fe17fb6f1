import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { adopt } from './cleanup.js';

/** One life of the service, as a process of its own. */
export interface ServiceProcess {
  /** Its address once it listens; null when it ended before. */
  readonly ready: Promise<string | null>;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** False as long as nobody has told it to end: then it must not. */
  wasToldToEnd(): boolean;
  signal(name: 'SIGKILL' | 'SIGTERM'): void;
  /** The last lines it wrote, for the evidence. */
  lastWords(): string;
}

const MAIN_PATH = join(import.meta.dirname, '..', '..', 'src', 'main.js');
const KEPT_LINES = 15;

/** Starts `dist/src/main.js` with this environment and nothing of ours but the path. */
export function startServiceProcess(env: Readonly<Record<string, string>>): ServiceProcess {
  const child = spawn(process.execPath, [MAIN_PATH], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  adopt(child);
  const lines: string[] = [];
  const ready = Promise.withResolvers<string | null>();
  const ended = Promise.withResolvers<void>();
  let hasEnded = false;
  let wasToldToEnd = false;

  function hear(line: string): void {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    const url = readUrl(line);
    if (url !== null) ready.resolve(url);
  }
  function end(): void {
    hasEnded = true;
    ready.resolve(null);
    ended.resolve();
  }
  createInterface({ input: child.stdout }).on('line', hear);
  createInterface({ input: child.stderr }).on('line', hear);
  child.once('exit', end);
  child.once('error', (error) => {
    hear(String(error));
    end();
  });

  return {
    ready: ready.promise,
    ended: ended.promise,
    hasEnded: () => hasEnded,
    wasToldToEnd: () => wasToldToEnd,
    signal(name) {
      // One that has ended by itself must not pass for told.
      if (hasEnded) return;
      wasToldToEnd = true;
      child.kill(name);
    },
    lastWords: () => lines.join('\n'),
  };
}

/** The service says where it listens in one line of its log. */
function readUrl(line: string): string | null {
  if (!line.includes('"listening"')) return null;
  const entry: unknown = JSON.parse(line);
  return typeof entry === 'object' && entry !== null && 'url' in entry ? String(entry.url) : null;
}
