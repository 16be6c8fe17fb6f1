import type { RenewalStatus } from '../ledger/renewal-record.js';
import { openSettling, type Settling } from './open-settling.js';
import { createProgress } from './progress.js';
import {
  type Command,
  EXIT,
  explainFailure,
  isClosedPipe,
  readCount,
  readOptions,
  type ToolRun,
  UsageError,
} from './tool.js';

const DEFAULT_PASSES = 1000;
const MOST_PASSES = 100_000;

const HELP = `Usage: hashcnet-graphql reconcile [--until-idle [--max-passes N]] [--json]

Looks up what is due and settles what the answers decide: what a running service does by itself, at every interval, done once
by hand. A pass is bounded (8 renewals, or 50 with HASHCNET_BULK_LOOKUP=on). Safe beside running servers: a renewal that one of
them has claimed is left to it.

  --until-idle    pass after pass, until nothing is due
  --max-passes N  with --until-idle: stop after so many, 1 to ${MOST_PASSES} (${DEFAULT_PASSES})
  --json          one JSON object: passes, lookedUp, becameFinal by status, flagged, errors, isIdle
  --help          this text

After an outage of the upstream, with the servers stopped or running:
  hashcnet-graphql reconcile --until-idle

What became of the renewals goes to standard output, errors and a terminal's progress to standard error. DATABASE_URL says which
ledger (sqlite:data/ledger.db unless set), HASHCNET_BASE_URL and HASHCNET_TOKEN who is asked; DATABASE_URL_FILE and
HASHCNET_TOKEN_FILE name files that hold them. HOLD_TIME_MS and NOT_RECORDED_AFTER_MS must be as the service has them.
Exit codes: 0 done, 1 some could not be written (they stay open, and are looked up again), 2 the command line or a setting is
wrong, 3 the ledger cannot be reached.
`;

const OPTIONS = {
  'until-idle': { type: 'boolean', default: false },
  'max-passes': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const reconcileCommand: Command = { help: HELP, options: OPTIONS, run: runReconcile };

interface Outcome {
  passes: number;
  lookedUp: number;
  readonly becameFinal: Partial<Record<RenewalStatus, number>>;
  flagged: number;
  errors: number;
  /** True when the last pass found nothing that is due. */
  isIdle: boolean;
}

/** See HELP. Returns the exit code. */
export async function runReconcile(tool: ToolRun): Promise<number> {
  try {
    const { help, maxPasses, asJson } = parseArguments(tool.argv);
    if (help) {
      tool.stdout.write(HELP);
      return EXIT.ok;
    }
    const outcome = await reconcile(maxPasses, tool);
    tool.stdout.write(asJson ? `${JSON.stringify(outcome, null, 2)}\n` : describe(outcome));
    return outcome.errors === 0 ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.ok;
    return explainFailure(error, { stderr: tool.stderr, help: HELP, unreachable: EXIT.unreachable });
  }
}

function parseArguments(argv: readonly string[]) {
  const values = readOptions(argv, OPTIONS);
  const passes = readCount('--max-passes', values['max-passes'], { least: 1, most: MOST_PASSES });
  if (passes !== null && !values['until-idle'])
    throw new UsageError('--max-passes is of use only with --until-idle');
  return {
    help: values.help,
    maxPasses: values['until-idle'] ? (passes ?? DEFAULT_PASSES) : 1,
    asJson: values.json,
  };
}

async function reconcile(maxPasses: number, { env, stderr }: ToolRun): Promise<Outcome> {
  const outcome: Outcome = { passes: 0, lookedUp: 0, becameFinal: {}, flagged: 0, errors: 0, isIdle: false };
  const settling = await openSettling(env, {
    onDecision: (before, { next }) => {
      if (next.status !== before.status)
        outcome.becameFinal[next.status] = (outcome.becameFinal[next.status] ?? 0) + 1;
      if (next.attention !== null && next.attention !== before.attention) outcome.flagged += 1;
    },
    onError: (error) => {
      outcome.errors += 1;
      stderr.write(`one could not be written: ${error instanceof Error ? error.message : String(error)}\n`);
    },
  });
  const progress = createProgress(stderr, 'renewals');
  try {
    await makePasses(settling, { maxPasses, outcome, show: progress.show });
    return outcome;
  } finally {
    progress.finish();
    await settling.close();
  }
}

async function makePasses(
  { reconcile: { runOnce } }: Settling,
  { maxPasses, outcome, show }: { maxPasses: number; outcome: Outcome; show: (lookedUp: number) => void },
): Promise<void> {
  while (outcome.passes < maxPasses && !outcome.isIdle) {
    const claimed = await runOnce();
    outcome.passes += 1;
    outcome.lookedUp += claimed;
    outcome.isIdle = claimed === 0;
    show(outcome.lookedUp);
  }
}

function describe({ lookedUp, becameFinal, flagged, isIdle }: Outcome): string {
  const final = Object.entries(becameFinal).map(([status, count]) => `${count} became ${status}`);
  const rest = isIdle ? 'nothing more is due' : 'more may be due: run it again, or with --until-idle';
  return `${[`${lookedUp} looked up`, ...final, `${flagged} flagged for a person`, rest].join('; ')}\n`;
}
