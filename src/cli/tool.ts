import type { Writable } from 'node:stream';
import { LedgerRefusedError, LedgerUnavailableError } from '../ledger/ledger.js';

/** What a command is given of its process, so that tests can start it without one. */
export interface ToolRun {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** The command line or the environment cannot be understood; the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { ok: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/**
 * Starts a command as this process. A reader that has seen enough (`| head`) closes our output: that ends us quietly.
 * Sets the exit code instead of exiting, so that what was written still arrives.
 */
export async function runTool(run: (tool: ToolRun) => Promise<number>): Promise<void> {
  process.stdout.on('error', () => {});
  const { env, stdout, stderr } = process;
  process.exitCode = await run({ argv: process.argv.slice(2), env, stdout, stderr });
}

export interface Explaining {
  readonly stderr: Writable;
  readonly help: string;
  /** The exit code when the ledger cannot be reached or opened. */
  readonly unreachable: number;
}

/** Turns whatever a command threw into words on stderr and an exit code. */
export function explainFailure(error: unknown, { stderr, help, unreachable }: Explaining): number {
  if (error instanceof UsageError) {
    stderr.write(`${error.message}\n\n${help}`);
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(`${message}\n`);
  const isLedgers = error instanceof LedgerRefusedError || error instanceof LedgerUnavailableError;
  return isLedgers ? unreachable : EXIT.failed;
}

/** True when the error says that nobody reads our output any more. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
