import type { Ledger } from '../ledger/ledger.js';
import { openLedger } from '../ledger/open-ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import { acknowledge } from '../renewals/acknowledge.js';
import { systemClock } from '../values/clock.js';
import { openSettling } from './open-settling.js';
import {
  formatInstant,
  formatRenewal,
  formatRenewalLine,
  type RenewalStory,
  toRenewalJson,
  toStoryJson,
} from './renewal-text.js';
import {
  parseRenewalsArguments,
  RENEWALS_HELP,
  RENEWALS_OPTIONS,
  type RenewalsArguments,
} from './renewals-arguments.js';
import { readDatabaseUrl } from './settings.js';
import { type Command, EXIT, explainFailure, isClosedPipe, type ToolRun } from './tool.js';

type Request<Kind extends RenewalsArguments['kind']> = Extract<RenewalsArguments, { kind: Kind }>;
type OneRequest = Extract<RenewalsArguments, { id: string }>;

export const renewalsCommand: Command = {
  help: RENEWALS_HELP,
  options: RENEWALS_OPTIONS,
  run: runRenewals,
};

/** See RENEWALS_HELP. Returns the exit code. */
export async function runRenewals(tool: ToolRun): Promise<number> {
  try {
    const request = parseRenewalsArguments(tool.argv);
    switch (request.kind) {
      case 'help':
        tool.stdout.write(RENEWALS_HELP);
        return EXIT.ok;
      case 'list':
        return await list(request, tool);
      case 'show':
        return await show(request, tool);
      case 'check':
        return await check(request, tool);
      case 'acknowledge':
        return await acknowledgeOne(request, tool);
    }
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.ok;
    return explainFailure(error, { stderr: tool.stderr, help: RENEWALS_HELP, unreachable: EXIT.unreachable });
  }
}

async function list({ filter, limit, asJson }: Request<'list'>, tool: ToolRun): Promise<number> {
  const { stdout, stderr } = tool;
  return withLedger(tool, async (ledger) => {
    const found = await ledger.list({ ...filter, limit });
    if (asJson) stdout.write(`${JSON.stringify(found.map(toRenewalJson), null, 2)}\n`);
    else for (const renewal of found) stdout.write(formatRenewalLine(renewal));
    if (!asJson && found.length === 0) stderr.write('there is none\n');
    if (found.length === limit) stderr.write(`the newest ${limit} are shown; there may be more (--limit)\n`);
    return EXIT.ok;
  });
}

async function show(request: OneRequest, tool: ToolRun): Promise<number> {
  return withLedger(tool, async (ledger) => {
    const renewal = await find(ledger, request.id);
    if (renewal === null) return missing(request, tool);
    await write(ledger, { renewal, request, tool });
    return EXIT.ok;
  });
}

/** By `check.ts`, as the service itself does: the claim keeps two askers apart, the hold time is kept. */
async function check(request: OneRequest, tool: ToolRun): Promise<number> {
  const settling = await openSettling(tool.env);
  try {
    const before = await find(settling.ledger, request.id);
    if (before === null) return missing(request, tool);
    const after = await settling.check.checkNow(before);
    await write(settling.ledger, { renewal: after, request, tool });
    if (after.checkCount > before.checkCount) return EXIT.ok;
    const holdOverMs = before.sentAtMs + settling.policy.holdTimeMs;
    tool.stderr.write(
      `not asked: the hold time ends at ${formatInstant(holdOverMs)}, and a renewal that somebody is asking about, or has asked about within the minute, is left alone\n`,
    );
    return EXIT.failed;
  } finally {
    await settling.close();
  }
}

const REFUSALS = {
  not_flagged: 'nobody was asked to look at it: there is nothing to acknowledge',
  undecided: 'it is undecided: the next lookup would flag it again',
  changed: 'it has changed meanwhile: look at it again',
} as const;

async function acknowledgeOne(request: Request<'acknowledge'>, tool: ToolRun): Promise<number> {
  return withLedger(tool, async (ledger) => {
    const renewal = await find(ledger, request.id);
    if (renewal === null) return missing(request, tool);
    const result = await acknowledge({ renewal, note: request.note }, { ledger, clock: systemClock });
    if (result.kind !== 'acknowledged') {
      tool.stderr.write(`${REFUSALS[result.kind]}\n`);
      return EXIT.failed;
    }
    await write(ledger, { renewal: result.renewal, request, tool });
    return EXIT.ok;
  });
}

async function withLedger({ env }: ToolRun, work: (ledger: Ledger) => Promise<number>): Promise<number> {
  const ledger = await openLedger({ url: readDatabaseUrl(env), role: 'tool', poolSize: 1 });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

async function find(ledger: Ledger, id: string): Promise<RenewalRecord | null> {
  return (await ledger.find(id)) ?? (await ledger.findByReference(id));
}

async function write(
  ledger: Ledger,
  { renewal, request, tool }: { renewal: RenewalRecord; request: OneRequest; tool: ToolRun },
): Promise<void> {
  const events = (await ledger.listEvents([renewal.id])).get(renewal.id) ?? [];
  const story: RenewalStory = { renewal, events };
  tool.stdout.write(
    request.asJson ? `${JSON.stringify(toStoryJson(story), null, 2)}\n` : formatRenewal(story),
  );
}

function missing({ id }: OneRequest, { stderr }: ToolRun): number {
  stderr.write(`there is no renewal with the id or reference ${id}\n`);
  return EXIT.failed;
}
