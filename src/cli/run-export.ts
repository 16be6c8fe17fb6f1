import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportRenewals } from '../books/export-renewals.js';
import { openLedger } from '../ledger/open-ledger.js';
import {
  EXPORT_HELP,
  EXPORT_OPTIONS,
  type ExportArguments,
  parseExportArguments,
} from './export-arguments.js';
import { createProgress } from './progress.js';
import { readDatabaseUrl } from './settings.js';
import { type Command, EXIT, explainFailure, isClosedPipe, type ToolRun } from './tool.js';

export const exportCommand: Command = { help: EXPORT_HELP, options: EXPORT_OPTIONS, run: runExport };

/** See EXPORT_HELP. Returns the exit code. */
export async function runExport(tool: ToolRun): Promise<number> {
  try {
    const request = parseExportArguments(tool.argv);
    if (request.kind === 'help') tool.stdout.write(EXPORT_HELP);
    else await writeExport(request, tool);
    return EXIT.ok;
  } catch (error) {
    // Whoever read our output has closed it: they have what they wanted.
    if (isClosedPipe(error)) return EXIT.ok;
    return explainFailure(error, { stderr: tool.stderr, help: EXPORT_HELP, unreachable: EXIT.failed });
  }
}

async function writeExport(
  request: Extract<ExportArguments, { kind: 'export' }>,
  { env, stdout, stderr }: ToolRun,
): Promise<void> {
  const ledger = await openLedger({ url: readDatabaseUrl(env), role: 'tool', poolSize: 1 });
  const progress = createProgress(stderr, 'rows');
  try {
    const pieces = exportRenewals(ledger, { ...request, onProgress: progress.show });
    const source = () => Readable.from(request.withBom ? withBom(pieces) : pieces, { highWaterMark: 1 });
    if (request.outPath === null) await pipeline(source(), stdout, { end: false });
    else await writeFile(request.outPath, (file) => pipeline(source(), file));
  } finally {
    progress.finish();
    await ledger.close();
  }
}

async function* withBom(pieces: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  yield '\uFEFF';
  yield* pieces;
}

/** Writes beside the file and renames: half an export never passes for a whole one. Readable by its owner only. */
async function writeFile(path: string, fill: (file: Writable) => Promise<void>): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await fill(createWriteStream(draft, { flags: 'wx', mode: 0o600 }));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
