import type { Writable } from 'node:stream';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { LedgerRefusedError, LedgerUnavailableError } from '../ledger/ledger.js';

/** What a command is given of its process, so that tests can start it without one. */
export interface ToolRun {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** One command of `hashcnet-graphql`. */
export interface Command {
  /** Names every option, with its unit and default: a test holds help and options together. */
  readonly help: string;
  readonly options: OptionTable;
  /** Resolves with the exit code. */
  readonly run: (tool: ToolRun) => Promise<number>;
}

/** The command line or the environment cannot be understood; the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What an exit code means, for every command; docs/commands.md has it for its readers. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unreachable: 3 } as const;

/** `parseArgs`, strict. @throws UsageError that names the option. */
export function readOptions<T extends OptionTable>(argv: readonly string[], options: T) {
  return explainMisuse(() => parseArgs({ args: [...argv], options, strict: true }).values);
}

/** The same for a command that takes words too, such as `create NAME`. @throws UsageError */
export function readWords<T extends OptionTable>(argv: readonly string[], options: T) {
  return explainMisuse(() => parseArgs({ args: [...argv], options, strict: true, allowPositionals: true }));
}

function explainMisuse<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number of something within bounds; null when the option was not given. @throws UsageError */
export function readCount(
  name: string,
  text: string | undefined,
  { least, most }: { least: number; most: number },
): number | null {
  if (text === undefined) return null;
  const count = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= least && count <= most))
    throw new UsageError(`${name} takes a whole number, ${least} to ${most}`);
  return count;
}

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
