import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { formatBaseline, parseBaseline } from '../books/baseline.js';
import type { Start } from '../books/explain.js';
import { type Reconciliation, reconcileCredits } from '../books/reconcile-credits.js';
import { formatReport } from '../books/report.js';
import { formatReportJson } from '../books/report-json.js';
import { createHashcnetDataSource } from '../datasources/hashcnet/hashcnet.datasource.js';
import { openLedger } from '../ledger/open-ledger.js';
import { systemClock } from '../values/clock.js';
import { type NamesFile, openNamesFile } from './names-file.js';
import {
  parseReconcileCreditsArguments,
  RECONCILE_CREDITS_HELP,
  RECONCILE_CREDITS_OPTIONS,
  type ReconcileCreditsArguments,
} from './reconcile-credits-arguments.js';
import { readDatabaseUrl, readUpstream } from './settings.js';
import { type Command, EXIT, explainFailure, isClosedPipe, type ToolRun, UsageError } from './tool.js';

type Request = Extract<ReconcileCreditsArguments, { kind: 'reconcile' }>;

export const reconcileCreditsCommand: Command = {
  help: RECONCILE_CREDITS_HELP,
  options: RECONCILE_CREDITS_OPTIONS,
  run: runReconcileCredits,
};

/** See RECONCILE_CREDITS_HELP. Returns the exit code. */
export async function runReconcileCredits(tool: ToolRun): Promise<number> {
  try {
    const request = parseReconcileCreditsArguments(tool.argv);
    if (request.kind === 'reconcile') return await reconcile(request, tool);
    tool.stdout.write(RECONCILE_CREDITS_HELP);
    return EXIT.ok;
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.ok;
    return explainFailure(error, {
      stderr: tool.stderr,
      help: RECONCILE_CREDITS_HELP,
      unreachable: EXIT.unreachable,
    });
  }
}

async function reconcile(request: Request, { env, stdout, stderr }: ToolRun): Promise<number> {
  const start = await readStart(request);
  const upstream = readUpstream(env);
  const ledger = await openLedger({
    url: readDatabaseUrl(env),
    environment: 'live',
    role: 'tool',
    poolSize: 1,
  });
  const hashcnet = createHashcnetDataSource({ ...upstream, commitKeys: 'underscore', connections: 1 });
  let names: NamesFile | null = null;
  try {
    if (request.namesPath !== null) names = await openNamesFile(request.namesPath);
    const result = await reconcileCredits(
      { ledger, hashcnet, clock: systemClock },
      { start, looksUp: request.looksUp, ...(names && { onCounted: names.add }) },
    );
    if (result.kind === 'unreachable') {
      stderr.write(`the upstream's credits cannot be read: ${result.failure.cause}\n`);
      return EXIT.unreachable;
    }
    const { reconciliation } = result;
    const { verdict } = reconciliation.explanation;
    await names?.finish();
    stdout.write(request.asJson ? formatReportJson(reconciliation) : formatReport(reconciliation));
    await leaveBaseline(request, reconciliation, stderr);
    return verdict === 'explained' || (verdict === 'open' && !request.isStrict) ? EXIT.ok : EXIT.failed;
  } finally {
    await names?.close();
    await hashcnet.close();
    await ledger.close();
  }
}

/** @throws UsageError when the baseline file cannot be used. */
async function readStart({ start }: Request): Promise<Start> {
  if ('openingConsumed' in start) return { kind: 'opening', consumed: start.openingConsumed };
  try {
    return { kind: 'baseline', baseline: parseBaseline(await readFile(start.sinceFile, 'utf8')) };
  } catch (error) {
    throw new UsageError(`--since-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The next run begins where this one ends; with a difference in it only if somebody says so. */
async function leaveBaseline(
  { baselinePath, acceptsDifference }: Request,
  { explanation }: Reconciliation,
  stderr: ToolRun['stderr'],
): Promise<void> {
  if (baselinePath === null) return;
  if (explanation.verdict === 'unexplained' && !acceptsDifference) {
    stderr.write(
      `${baselinePath} was left as it was: a difference is unexplained (--accept-difference accepts it)\n`,
    );
    return;
  }
  const draft = `${baselinePath}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(draft, formatBaseline(explanation.next), { flag: 'wx', mode: 0o600 });
    await rename(draft, baselinePath);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
