import { openSession } from './account-book.js';
import type { Behaviour } from './behaviour.js';
import { type CallTarget, done, refused, type Served } from './call-server.js';
import { shaped } from './details-shape.js';
import { errorReply } from './error-answer.js';
import { ISP_SLUGS } from './isp-slug.js';
import type { JsonObject } from './json-text.js';
import { type OfferList, readOffers } from './offer-list.js';
import { jsonReply } from './reply.js';
import {
  type Checked,
  checkBody,
  checkCaller,
  fine,
  type IncomingCall,
  textOf,
  wrong,
} from './request-check.js';
import type { SandboxState } from './sandbox-state.js';
import { findSubscriber, SAMPLE_USERNAME } from './subscribers.js';

const writePlainDetails = shaped();

/** Whom a details call is about, as far as its body can be read. */
export function targetDetails(_state: SandboxState, call: IncomingCall): CallTarget {
  const body = checkBody(call);
  const fields = body.isFine ? body.value : {};
  const reference = textOf(fields['reference']);
  return {
    operation: 'details',
    username: textOf(fields['username']),
    references: reference === undefined ? [] : [reference],
  };
}

/** Serves `POST /api/servicegroup/details/hashcnet-v2/` (upstream.md section 1). */
export function serveDetails(state: SandboxState, call: IncomingCall, { instead }: Behaviour): Served {
  const body = checkBody(call);
  if (!body.isFine) return refused(body.reply);
  const caller = checkCaller(state, body.value);
  if (!caller.isFine) return refused(caller.reply);
  if (instead && !instead.usesReference) return refused(instead.reply);
  caller.value.use();
  const asked = checkSubscriberFields(body.value);
  if (!asked.isFine) return refused(asked.reply);
  if (instead) return refused(instead.reply);
  const { username, slug } = asked.value;
  const subscriber = findSubscriber(username);
  if (!subscriber) return refused(errorReply({ code: '4000', details: 'Username not found' }));

  const id = state.book.nextSessionId(username === SAMPLE_USERNAME);
  const text = (subscriber.details ?? writePlainDetails)(id);
  openSession(caller.value.account, {
    id,
    username,
    slug,
    openedAtMs: Date.now(),
    list: readOffersOf(text),
    isUsed: false,
  });
  return done(jsonReply(text));
}

function checkSubscriberFields(body: JsonObject): Checked<{ username: string; slug: string }> {
  const username = textOf(body['username']);
  const slug = textOf(body['service_slug']);
  const messages: Record<string, string[]> = {};
  if (username === undefined || username.trim() === '') messages['username'] = ['This field is required.'];
  else if (username.length > 50) messages['username'] = ['Ensure this field has no more than 50 characters.'];
  if (slug === undefined || slug === '') messages['service_slug'] = ['This field is required.'];
  if (username === undefined || slug === undefined || Object.keys(messages).length > 0)
    return wrong('1010', messages);
  if (!ISP_SLUGS.includes(slug)) return wrong('1011', { service_slug: 'Service slug is not valid!' });
  return fine({ username, slug });
}

// Some subscribers answer with something that is no details body; nothing can be bought from it.
function readOffersOf(text: string): OfferList {
  try {
    return readOffers(text);
  } catch {
    return { offers: [], isAdvanceRefused: false };
  }
}
