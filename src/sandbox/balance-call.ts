import type { Behaviour } from './behaviour.js';
import { type CallTarget, done, refused, type Served } from './call-server.js';
import { printUnits } from './decimal.js';
import { numberText, printJson } from './json-text.js';
import { jsonReply } from './reply.js';
import { checkBody, checkToken, type IncomingCall } from './request-check.js';
import type { SandboxState } from './sandbox-state.js';

/** A balance call is about nobody. */
export function targetBalance(): CallTarget {
  return { operation: 'balance', username: undefined, references: [] };
}

/** Serves `GET /api/balance`, whose token is in a JSON body (upstream.md section 5). */
export function serveBalance(state: SandboxState, call: IncomingCall, { instead }: Behaviour): Served {
  const body = checkBody(call);
  if (!body.isFine) return refused(body.reply);
  const account = checkToken(state, body.value['token']);
  if (!account.isFine) return refused(account.reply);
  if (instead) return refused(instead.reply);
  const { consumed, available } = account.value;
  const answer = {
    credits_consumed: numberText(printUnits(consumed)),
    credits_available: numberText(printUnits(available)),
  };
  return done(jsonReply(printJson(answer)));
}
