import type { Account, Session, Transaction } from './account.js';
import type { Behaviour } from './behaviour.js';
import { type CallTarget, done, refused, type Served } from './call-server.js';
import { answerCommit } from './commit-answer.js';
import { checkCommitFields, checkOffer, checkSession, hasSpacedKeys } from './commit-check.js';
import type { Units } from './decimal.js';
import { errorReply } from './error-answer.js';
import { isNumberText, type JsonObject } from './json-text.js';
import { refundOrder } from './order-decision.js';
import { settleOrder } from './order-report.js';
import { htmlReply, noReply } from './reply.js';
import {
  type Checked,
  checkBody,
  checkCaller,
  checkToken,
  fine,
  type IncomingCall,
  textOf,
} from './request-check.js';
import type { SandboxState } from './sandbox-state.js';

interface Purchase {
  readonly account: Account;
  readonly reference: string;
  readonly session: Session;
  readonly amount: Units;
}

/** Whom a commit is about: the subscriber of its session, as far as its body can be read. */
export function targetCommit(state: SandboxState, call: IncomingCall): CallTarget {
  const body = checkBody(call);
  const fields = body.isFine ? body.value : {};
  const account = checkToken(state, fields['token']);
  const id = fields[hasSpacedKeys(fields, state.settings.commitKeys) ? 'session id' : 'session_id'];
  const session =
    account.isFine && isNumberText(id) ? account.value.sessions.get(Number(id.rawJSON)) : undefined;
  const reference = textOf(fields['reference']);
  return {
    operation: 'commit',
    username: session?.username,
    references: reference === undefined ? [] : [reference],
  };
}

/** Serves `POST /api/servicegroup/commit/hashcnet-v2/` (upstream.md section 2). */
export function serveCommit(state: SandboxState, call: IncomingCall, behaviour: Behaviour): Served {
  const { instead, late } = behaviour;
  const body = checkBody(call);
  if (!body.isFine) return refused(body.reply);
  const caller = checkCaller(state, body.value);
  if (!caller.isFine) return refused(caller.reply);
  if (behaviour.isNeverSeen) return refused(noReply({ kind: 'reset' }));
  if (instead && !instead.usesReference) return refused(instead.reply);
  // From here on the reference is spent, even when the commit is refused.
  caller.value.use();
  const isSpaced = hasSpacedKeys(body.value, state.settings.commitKeys);
  const bought = checkPurchase(state, { ...caller.value, body: body.value, isSpaced });
  if (!bought.isFine) return refused(bought.reply);
  if (instead) return refused(instead.reply);
  const purchase = bought.value;
  if (purchase.account.available < purchase.amount) return refused(errorReply({ code: '1016' }));
  if (!state.book.hasRoom())
    return refused(errorReply({ code: '1018', details: 'The sandbox holds no more transactions' }));
  if (late) {
    purchase.session.isUsed = true;
    state.timer.plan(late.afterMs ?? state.settings.decideAfterMs, () => charge(state, purchase, behaviour));
    return refused(htmlReply(504, 'Gateway Timeout'));
  }
  const order = charge(state, purchase, behaviour);
  return done(answerCommit(purchase.account, order, { behaviour, isSpaced }));
}

function checkPurchase(
  state: SandboxState,
  asked: {
    readonly account: Account;
    readonly reference: string;
    readonly body: JsonObject;
    readonly isSpaced: boolean;
  },
): Checked<Purchase> {
  const { account, reference } = asked;
  const fields = checkCommitFields(asked.body, asked.isSpaced);
  if (!fields.isFine) return fields;
  const session = checkSession(account, fields.value.sessionId, state.settings);
  if (!session.isFine) return session;
  const offer = checkOffer(session.value, fields.value);
  if (!offer.isFine) return offer;
  return fine({ account, reference, session: session.value, amount: offer.value.amount });
}

function charge(state: SandboxState, purchase: Purchase, behaviour: Behaviour): Transaction {
  const { decide, refund } = behaviour;
  const { reference } = purchase;
  const order = state.book.record(purchase.account, { ...purchase, state: behaviour.state ?? 'Success' });
  if (refund) refundOrder(state.book, { reference, remarks: 'Refunded by provider', ...refund });
  if (decide)
    state.timer.plan(decide.afterMs ?? state.settings.decideAfterMs, () => {
      // Somebody may have decided the order by hand in the meantime.
      if (order.state === behaviour.state) void settleOrder(state, { reference, state: decide.state });
    });
  return order;
}
