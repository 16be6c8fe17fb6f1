import type { Ledger, RenewalPosition, RenewalQuery } from '../ledger/ledger.js';
import type { RenewalEvent, RenewalRecord } from '../ledger/renewal-record.js';
import type { Clock } from '../values/clock.js';
import type { Check } from './check.js';
import type { RenewalPage } from './page.js';

/** Who looks: a client sees its own renewals, an operator everybody's. For others they do not exist. */
export interface Viewer {
  readonly client: string;
  readonly seesAll: boolean;
}

export interface ListRequest extends Omit<RenewalQuery, 'client' | 'limit' | 'after'> {
  readonly first: number;
  readonly after?: RenewalPosition;
}

export interface RenewalReader {
  /** Null when there is none that the viewer may see. An overdue one is looked up first. */
  find(viewer: Viewer, id: string): Promise<RenewalRecord | null>;
  /** In the order of `ids`, as stored: no lookup is made. */
  findMany(viewer: Viewer, ids: readonly string[]): Promise<(RenewalRecord | null)[]>;
  list(viewer: Viewer, request: ListRequest): Promise<RenewalPage>;
  listEvents(ids: readonly string[]): Promise<Map<string, RenewalEvent[]>>;
  /** Looks it up now, if the hold time allows; null when there is none that the viewer may see. */
  check(viewer: Viewer, id: string): Promise<RenewalRecord | null>;
}

export interface RenewalReaderDeps {
  readonly ledger: Ledger;
  readonly check: Check;
  readonly clock: Clock;
  /** How long past its time a check may be before a reader makes it: the reconciler should have been there by then. */
  readonly overdueMs: number;
}

export function createRenewalReader({ ledger, check, clock, overdueMs }: RenewalReaderDeps): RenewalReader {
  function show(viewer: Viewer, renewal: RenewalRecord | null): RenewalRecord | null {
    return renewal !== null && (viewer.seesAll || renewal.client === viewer.client) ? renewal : null;
  }

  async function findStored(viewer: Viewer, id: string): Promise<RenewalRecord | null> {
    return show(viewer, await ledger.find(id));
  }

  return {
    async find(viewer, id) {
      const renewal = await findStored(viewer, id);
      const isOverdue =
        renewal?.status === 'PENDING' &&
        renewal.nextCheckAtMs !== null &&
        clock.nowMs() >= renewal.nextCheckAtMs + overdueMs;
      return isOverdue ? check.checkNow(renewal) : renewal;
    },
    async findMany(viewer, ids) {
      const renewals = await ledger.findMany(ids);
      return renewals.map((renewal) => show(viewer, renewal));
    },
    async list(viewer, { first, ...filter }) {
      const owner = viewer.seesAll ? {} : { client: viewer.client };
      const rows = await ledger.list({ ...filter, ...owner, limit: first + 1 });
      return {
        renewals: rows.slice(0, first),
        hasNextPage: rows.length > first,
        hasPreviousPage: filter.after !== undefined,
      };
    },
    listEvents: (ids) => ledger.listEvents(ids),
    async check(viewer, id) {
      const renewal = await findStored(viewer, id);
      return renewal === null ? null : check.checkNow(renewal);
    },
  };
}
