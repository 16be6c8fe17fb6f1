import { Pool } from 'undici';
import { DETAILS_PATH, type Details, toSubscriber, writeDetailsCall } from './details.ts';
import { launch } from './launch.ts';
import type { SubscriberKey } from './schema.ts';

const pool = new Pool(launch.upstreamUrl);

/** The cheapest way a resolver can call upstream; for the competitors that bring no client of their own. */
export async function lookUp(key: SubscriberKey) {
  const { body } = await pool.request({
    method: 'POST',
    path: DETAILS_PATH,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(writeDetailsCall(key)),
  });
  return toSubscriber((await body.json()) as Details);
}
