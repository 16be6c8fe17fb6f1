import { Writable } from 'node:stream';
import type { ToolRun } from '../../src/cli/tool.js';

export interface ToolAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, as `hashcnet-graphql` does in its own. */
export async function runCommand(
  command: (tool: ToolRun) => Promise<number>,
  argv: readonly string[],
  { env = {}, isTTY = false }: { env?: ToolRun['env']; isTTY?: boolean } = {},
): Promise<ToolAnswer> {
  const [stdout, stderr] = [collect(), Object.assign(collect(), { isTTY })];
  const exitCode = await command({ argv, env, stdout, stderr });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collect(): Writable & { text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() });
}
