import { explain, findText, needText, readInput, refuseUnknown } from './control-input.js';
import type { DlrFields } from './dlr-sender.js';
import { FAULT_KINDS, type FaultRequest } from './fault.js';
import { issue } from './issue.js';
import { type JsonObject, printJson } from './json-text.js';
import { LIMIT } from './limit.js';
import { jsonReply, type Reply } from './reply.js';
import type { IncomingCall } from './request-check.js';
import type { SandboxControl } from './sandbox-contract.js';
import type { SandboxSettings } from './sandbox-settings.js';
import type { SandboxState } from './sandbox-state.js';
import { describeSubscribers } from './subscribers.js';

type Action = (control: SandboxControl, input: JsonObject) => unknown;

const DONE = { done: true };
const DLR_FIELDS = ['reference', 'amount', 'status', 'detail', 'response_id'];
const SETTINGS = ['latencyMs', 'dlrUrl', 'commitKeys', 'decideAfterMs', 'sessionTtlMs', 'creditsAvailable'];

const ACTIONS: Readonly<Record<string, Action>> = {
  'GET subscribers': () => ({ subscribers: describeSubscribers() }),
  'GET fault-kinds': () => FAULT_KINDS,
  'GET charges': (control) => ({ count: control.charges().length, charges: latest(control.charges()) }),
  'GET transactions': (control) => ({ transactions: latest(control.transactions()) }),
  'GET requests': (control) => control.requests(),
  'GET credits': (control) => control.credits(),
  'GET dlrs': (control) => ({ dlrs: control.dlrs() }),
  'GET settings': (control) => control.settings(),
  'GET faults': (control) => ({ faults: control.faults() }),
  'POST faults': async (control, input) => {
    // Nobody could reach the control to end it.
    if (input['kind'] === 'refuse' && input['delayMs'] === undefined)
      throw issue('a refuse fault set over HTTP needs delayMs');
    await control.setFault(input as unknown as FaultRequest);
    return DONE;
  },
  'DELETE faults': async (control) => {
    await control.clearFaults();
    return DONE;
  },
  'POST decide': async (control, input) => {
    refuseUnknown(input, ['reference', 'state', 'details']);
    await control.decide(needText(input, 'reference'), needText(input, 'state'), findText(input, 'details'));
    return DONE;
  },
  'POST refund': (control, input) => {
    refuseUnknown(input, ['reference', 'amount', 'remarks']);
    const remarks = findText(input, 'remarks') ?? 'Refunded';
    control.refund(needText(input, 'reference'), findText(input, 'amount') ?? null, remarks);
    return DONE;
  },
  'POST dlr': async (control, input) => {
    refuseUnknown(input, DLR_FIELDS);
    for (const name of DLR_FIELDS) findText(input, name);
    const attempt = await control.sendDlr(needText(input, 'reference'), input as Partial<DlrFields>);
    if (!attempt) throw issue('no DLR address is set: POST /__sandbox/settings {"dlrUrl": "http://..."}');
    return attempt;
  },
  'POST settings': (control, input) => {
    refuseUnknown(input, SETTINGS);
    const { creditsAvailable, ...changes } = input;
    const dlrUrl = 'dlrUrl' in changes ? { dlrUrl: findText(changes, 'dlrUrl') } : {};
    control.changeSettings({ ...(changes as Partial<SandboxSettings>), ...dlrUrl });
    if (creditsAvailable !== undefined) control.setCredits(needText(input, 'creditsAvailable'));
    return control.settings();
  },
  'POST reset': async (control) => {
    await control.reset();
    return DONE;
  },
};

/** Serves the control over HTTP under `/__sandbox/`: JSON in and out, 400 with an `error` text on bad input. */
export async function serveControl(
  { state, control }: { readonly state: SandboxState; readonly control: SandboxControl },
  method: string,
  call: IncomingCall,
): Promise<Reply> {
  const name = call.path.slice('/__sandbox/'.length).replace(/\/$/, '');
  if (name === 'redirected') return countVisit(state);
  const action = Object.hasOwn(ACTIONS, `${method} ${name}`) ? ACTIONS[`${method} ${name}`] : undefined;
  if (!action) {
    const error = `there is no ${method} /__sandbox/${name}; there is ${Object.keys(ACTIONS).join(', ')}`;
    return jsonReply(printJson({ error }), 404);
  }
  try {
    return jsonReply(printJson(await action(control, readInput(call.bodyText))));
  } catch (error) {
    return jsonReply(printJson({ error: explain(error) }), 400);
  }
}

// Where the redirect fault points: a client that comes here has followed it, its token perhaps in the body.
function countVisit(state: SandboxState): Reply {
  state.log.begin({ operation: 'redirected', username: undefined, reference: undefined });
  state.log.end('redirected');
  return jsonReply('{}');
}

function latest<T>(items: readonly T[]): readonly T[] {
  return items.slice(-LIMIT.listedTransactions);
}
