import { EXIT, explainFailure, readOptions, type ToolRun } from './tool.js';

export const SERVER_OPTIONS = { help: { type: 'boolean', short: 'h', default: false } } as const;

/**
 * Runs a command that is a server: its module is the process itself, with its own signals and exit codes, and loading it
 * starts it. Resolves at once; the process lives as long as the server.
 */
export async function startServer(
  { argv, stdout, stderr }: ToolRun,
  { help, load }: { help: string; load: () => Promise<unknown> },
): Promise<number> {
  try {
    if (readOptions(argv, SERVER_OPTIONS).help) stdout.write(help);
    else await load();
    return EXIT.ok;
  } catch (error) {
    return explainFailure(error, { stderr, help, unreachable: EXIT.failed });
  }
}
