import { RenewalDocument, RenewDocument } from '../../client/generated/graphql.js';
import type { Random } from '../../src/simulation/random.js';
import type { Violation } from './books.js';
import { ask } from './gateway.js';
import type { IntentBook, KeyNotes } from './intent-book.js';
import { askAny } from './listed-renewal.js';
import type { Replica } from './replica.js';
import type { UpstreamWatch } from './upstream-watch.js';

const SAMPLE_SIZE = 60;

/**
 * Comes back as some of the customers, long after: the renewal they know is still theirs to read, and the key they kept
 * still answers with it and sends nothing.
 */
export async function checkMemory(stage: {
  book: IntentBook;
  replicas: readonly Replica[];
  random: Random;
  watch: UpstreamWatch;
}): Promise<Violation[]> {
  const { book, replicas, random, watch } = stage;
  const violations: Violation[] = [];
  const told = [...book.intents.values()].flatMap(({ username, keys }) =>
    keys.filter(({ renewalIds }) => renewalIds.size === 1).map((notes) => ({ username, notes })),
  );
  const before = countOrders(watch);
  for (let asked = 0; asked < Math.min(SAMPLE_SIZE, told.length); asked += 1) {
    const { username, notes } = random.pick(told);
    const ids = await readAgain(replicas, notes);
    const [id] = notes.renewalIds;
    if (ids.some((found) => found !== id)) {
      violations.push({
        rule: 'not findable',
        what: `key ${notes.key}: ${id} is now ${ids.join(', ')}`,
        username,
      });
    }
  }
  watch.catchUp();
  const sentCount = countOrders(watch) - before;
  if (sentCount > 0)
    violations.push({ rule: 'sent twice', what: `replays sent ${sentCount} orders`, username: null });
  return violations;
}

async function readAgain(replicas: readonly Replica[], notes: KeyNotes): Promise<(string | null)[]> {
  const [id = ''] = notes.renewalIds;
  const who = { client: notes.client };
  const { renewal } = await askAny(replicas, (endpoint) => ask(endpoint, RenewalDocument, { id }, who));
  const order = { offerId: notes.offerId ?? '', idempotencyKey: notes.key };
  const { renew } = await askAny(replicas, (endpoint) => ask(endpoint, RenewDocument, order, who));
  return [renewal?.id ?? null, renew.replayed ? (renew.renewal?.id ?? null) : null];
}

function countOrders({ ordersByReference }: UpstreamWatch): number {
  return [...ordersByReference.values()].reduce((total, count) => total + count, 0);
}
