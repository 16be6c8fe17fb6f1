import type DataLoader from 'dataloader';
import type { Hashcnet, SubscriberKey } from '../datasources/hashcnet/hashcnet.js';
import type { IspCatalogue } from '../datasources/isps.js';
import { createKeyedLoader, createSubscriberLoader } from '../datasources/loaders.js';
import type { RenewalEvent, RenewalRecord } from '../ledger/renewal-record.js';
import type { LookUpSubscriber, SubscriberResult } from '../renewals/look-up-subscriber.js';
import type { RenewalReader, Viewer } from '../renewals/read.js';
import type { Renew } from '../renewals/renew.js';
import { type Identity, requireScope, type Scope } from './identity.js';
import type { TakeTurn } from './rate-limit.js';

/** What the resolvers call. */
export interface Services {
  readonly isps: IspCatalogue;
  readonly lookUpSubscriber: LookUpSubscriber;
  readonly renew: Renew;
  readonly renewals: RenewalReader;
  readonly credits: Hashcnet['credits'];
  readonly takeTurn: TakeTurn;
}

/** One request's loaders: within it, the same thing is asked for once. */
export interface Loaders {
  readonly subscriber: DataLoader<SubscriberKey, SubscriberResult, string>;
  readonly renewal: DataLoader<string, RenewalRecord | null>;
  readonly events: DataLoader<string, RenewalEvent[]>;
}

export interface GraphQLContext {
  readonly identity: Identity | null;
  readonly requestId: string;
  readonly services: Services;
  readonly loaders: Loaders;
}

export function createContext(options: {
  identity: Identity | null;
  requestId: string;
  services: Services;
}): GraphQLContext {
  return { ...options, loaders: createLoaders(options) };
}

/** Each is made when it is first asked for: most requests need one at most. */
function createLoaders({ identity, services }: { identity: Identity | null; services: Services }): Loaders {
  let subscriber: Loaders['subscriber'] | undefined;
  let renewal: Loaders['renewal'] | undefined;
  let events: Loaders['events'] | undefined;
  return {
    get subscriber() {
      subscriber ??= createSubscriberLoader((key) => {
        const { client } = requireScope(identity, 'subscribers:read');
        services.takeTurn(client, 'subscriber');
        return services.lookUpSubscriber({ ...key, client });
      });
      return subscriber;
    },
    get renewal() {
      renewal ??= createKeyedLoader((ids) =>
        services.renewals.findMany(viewerOf(requireScope(identity, 'renewals:write')), ids),
      );
      return renewal;
    },
    get events() {
      events ??= createKeyedLoader(async (ids) => {
        const found = await services.renewals.listEvents(ids);
        return ids.map((id) => found.get(id) ?? []);
      });
      return events;
    },
  };
}

/** The caller, if it has the scope; throws as `requireScope` does. */
export function requireClient(context: GraphQLContext, scope: Scope): string {
  return requireScope(context.identity, scope).client;
}

/** The caller as the one who looks at renewals. */
export function requireViewer(context: GraphQLContext): Viewer {
  return viewerOf(requireScope(context.identity, 'renewals:write'));
}

function viewerOf({ client, scopes }: Identity): Viewer {
  return { client, seesAll: scopes.has('operator') };
}
