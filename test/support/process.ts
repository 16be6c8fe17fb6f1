import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The service as a process of its own, started as `npm start` starts it once built. */
export interface ServiceProcess {
  readonly child: ChildProcess;
  /** Where it listens; rejects with what it printed when it ends before that. */
  readonly whenListening: Promise<string>;
  /** Its exit code; null when a signal ended it. */
  readonly whenEnded: Promise<number | null>;
  output(): string;
}

const MAIN = join(process.cwd(), 'dist/src/main.js');

/** @param command another way to start the service than `node dist/src/main.js` */
export function startProcess(
  env: Readonly<Record<string, string>>,
  [file = '', ...args]: readonly string[] = [process.execPath, MAIN],
): ServiceProcess {
  const child = spawn(file, args, {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const whenEnded = once(child, 'close').then(([code]) => code as number | null);
  const whenListening = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = /"url":"([^"]+)"/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void whenEnded.then(() => reject(new Error(`it ended before it listened: ${output}`)));
  });
  // Not every test waits for it to listen.
  whenListening.catch(() => undefined);
  return { child, whenListening, whenEnded, output: () => output };
}
