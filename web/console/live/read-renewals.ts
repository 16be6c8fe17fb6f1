import type { RenewalFactsFragment, RenewalFilter } from '../../../client/generated/graphql.js';
import {
  OpenRenewalsDocument,
  RenewalSumsDocument,
  RenewalsDocument,
} from '../../../client/generated/graphql.js';
import type { Answer, Gateway } from '../../shared/api/gateway.js';
import type { SummedRenewal } from '../model/day-sums.js';
import { toCreatedRange } from '../model/kathmandu-day.js';
import { arrangeWork, type OpenRenewal, type OpenWork } from '../model/open-work.js';
import { type Connection, type PagesRead, readPages } from '../model/read-pages.js';
import type { ListFilter } from '../route.js';

/** The most that the API gives at once. */
const PAGE = 100;
/** As many as the service's own metrics count. */
export const MOST_OPEN = 1000;
export const MOST_OF_A_DAY = 5000;

/** Everything that is open or flagged, bounded. */
export async function readOpenWork(gateway: Gateway): Promise<Answer<OpenWork>> {
  const read = (filter: RenewalFilter) =>
    readPages<OpenRenewal>({
      maxPages: MOST_OPEN / PAGE,
      ask: async (after) => unwrap(await gateway.ask(OpenRenewalsDocument, { filter, first: PAGE, after })),
    });
  const [flagged, pending] = await Promise.all([
    read({ needsAttention: true }),
    read({ status: ['PENDING'] }),
  ]);
  if (flagged.fault !== null) return flagged;
  if (pending.fault !== null) return pending;
  return { data: arrangeWork(flagged.data, pending.data), fault: null };
}

/** Some of a list, from its beginning or from where it was left. */
export function readList(
  gateway: Gateway,
  { filter, after = null }: { filter: RenewalFilter; after?: string | null },
): Promise<Answer<PagesRead<RenewalFactsFragment>>> {
  return readPages<RenewalFactsFragment>({
    maxPages: 1,
    after,
    ask: async (from) => unwrap(await gateway.ask(RenewalsDocument, { filter, first: PAGE, after: from })),
  });
}

/** What was ordered in a day, bounded; tells how many it has so far. */
export function readDay(
  gateway: Gateway,
  { day, onProgress }: { day: string; onProgress: (count: number) => void },
): Promise<Answer<PagesRead<SummedRenewal>>> {
  const filter = toCreatedRange(day, day);
  return readPages<SummedRenewal>({
    maxPages: MOST_OF_A_DAY / PAGE,
    ask: async (after) => unwrap(await gateway.ask(RenewalSumsDocument, { filter, first: PAGE, after })),
    onPage({ nodes }) {
      onProgress(nodes.length);
      return true;
    },
  });
}

export function toApiFilter({ statuses, isp, username, flagged, from, to }: ListFilter): RenewalFilter {
  return {
    ...(statuses.length > 0 && { status: [...statuses] }),
    ...(isp !== null && { slug: isp }),
    ...(username !== null && { username }),
    ...(flagged && { needsAttention: true }),
    ...toCreatedRange(from, to),
  };
}

function unwrap<Node>(answer: Answer<{ readonly renewals: Connection<Node> }>): Answer<Connection<Node>> {
  return answer.fault === null ? { data: answer.data.renewals, fault: null } : answer;
}
