import type { Account, Transaction } from './account.js';
import { type Behaviour, planBehaviour } from './behaviour.js';
import { type CallTarget, done, listOwnFaults, refused, type Served } from './call-server.js';
import { pickAmount, pickState } from './commit-answer.js';
import { printUnits } from './decimal.js';
import { errorReply } from './error-answer.js';
import type { FaultRequest } from './fault.js';
import { type JsonObject, numberText, printJson } from './json-text.js';
import { LIMIT } from './limit.js';
import { jsonReply } from './reply.js';
import { checkToken, type IncomingCall, wrong } from './request-check.js';
import type { SandboxState } from './sandbox-state.js';

const WRONG_REFERENCE = 'SomebodyElsesReference';

/** Whose order a lookup asks for. */
export function targetLookup(state: SandboxState, call: IncomingCall): CallTarget {
  const { token, reference } = readLookupPath(call.path);
  const order = findOrder(state, token, reference);
  return {
    operation: 'lookup',
    username: order?.username,
    references: [reference],
    lookupCount: order?.lookupCount ?? 0,
  };
}

/** Serves `GET /api/service/status/{token}/{reference}` (upstream.md section 3). */
export function serveLookup(state: SandboxState, call: IncomingCall, behaviour: Behaviour): Served {
  const { token, reference } = readLookupPath(call.path);
  const account = checkToken(state, token);
  if (!account.isFine) return refused(account.reply);
  if (behaviour.instead) return refused(behaviour.instead.reply);
  const order = account.value.transactions.get(reference);
  if (order) order.lookupCount += 1;
  if (!order || behaviour.isNeverSeen) return done(errorReply({ code: '002' }));
  return done(jsonReply(printJson(describeOrder(order, behaviour))));
}

/** Which orders a bulk lookup asks for. */
export function targetBulk(_state: SandboxState, call: IncomingCall): CallTarget {
  return { operation: 'bulk', username: undefined, references: readReferences(call) };
}

/** Serves `GET /api/service/bulk/status/` (upstream.md section 3), never in the order that was asked. */
export function serveBulk(
  state: SandboxState,
  call: IncomingCall,
  behaviour: Behaviour,
  faults: readonly FaultRequest[],
): Served {
  const account = checkToken(state, call.query.get('token'));
  if (!account.isFine) return refused(account.reply);
  if (behaviour.instead) return refused(behaviour.instead.reply);
  const references = readReferences(call);
  if (references.length === 0 || references.length > LIMIT.bulkReferences)
    return refuse('references', `From 1 to ${LIMIT.bulkReferences} references are required.`);
  if (call.query.get('reference_length') !== String(references.length))
    return refuse('reference_length', 'Reference length does not match with references!');
  const entries = references.map((reference) => describeEntry(account.value, reference, faults));
  return done(jsonReply(printJson({ status: true, message: 'Success', detail: entries.reverse() })));
}

function refuse(field: string, message: string): Served {
  return refused(wrong('1010', { [field]: [message] }).reply);
}

function describeOrder(order: Transaction, behaviour: Behaviour): JsonObject {
  const state = pickState(order, behaviour);
  return {
    status: behaviour.statusFlag ?? true,
    ...(state !== undefined && { state }),
    original_status: state === order.state ? order.originalStatus : (state ?? order.originalStatus),
    details: order.details,
    reference: behaviour.isForWrongReference ? WRONG_REFERENCE : order.reference,
    response_id: order.id,
    amount: numberText(printUnits(pickAmount(order.amount, behaviour))),
    refunded: order.refunded.flag,
    refunded_amount: numberText(printUnits(order.refunded.amount)),
    refunds: order.refunds.map(({ createdAt, remarks, amount }) => ({
      created_at: createdAt,
      remarks,
      amount: numberText(printUnits(amount)),
    })),
  };
}

// An entry meets the faults its order would meet in a lookup of its own, then those of the bulk call.
function describeEntry(account: Account, reference: string, faults: readonly FaultRequest[]): JsonObject {
  const order = account.transactions.get(reference);
  const own = order ? listOwnFaults({ operation: 'lookup', references: [], ...order }) : [];
  const met = faults.filter((fault) => fault.reference === undefined || fault.reference === reference);
  const behaviour = planBehaviour([...own, ...met]);
  if (!order || behaviour.isNeverSeen)
    return {
      status: true,
      state: 'Error',
      details: 'Invalid reference obtained for account',
      reference: behaviour.isForWrongReference ? WRONG_REFERENCE : reference,
      response_id: 0,
      amount: 0,
    };
  order.lookupCount += 1;
  const {
    status,
    state,
    details,
    reference: answered,
    response_id,
    amount,
  } = describeOrder(order, behaviour);
  return { status, state, details, reference: answered, response_id, amount };
}

function findOrder(state: SandboxState, token: string, reference: string): Transaction | undefined {
  return state.book.findAccount(token)?.transactions.get(reference);
}

function readLookupPath(path: string): { readonly token: string; readonly reference: string } {
  const [token = '', reference = ''] = path.split('/').slice(-2).map(decodeURIComponent);
  return { token, reference };
}

function readReferences(call: IncomingCall): string[] {
  const text = call.query.get('references') ?? '';
  return text === '' ? [] : text.split(',');
}
