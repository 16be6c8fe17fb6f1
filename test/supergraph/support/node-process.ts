import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface NodeProcess {
  /** What the first match of the pattern captured. */
  readonly found: string;
  stop(): Promise<void>;
}

/** Starts a script and waits for it to print the pattern; rejects with what it printed if it ends before. */
export async function startNode(
  script: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>>; pattern: RegExp },
): Promise<NodeProcess> {
  const child = spawn(process.execPath, script, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const found = await waitForOutput(child, options.pattern);
  return {
    found,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function waitForOutput(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = pattern.exec(output);
      if (match !== null) resolve(match[1] ?? '');
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', () => reject(new Error(`it ended too soon: ${output}`)));
  });
}
