import type DataLoader from 'dataloader';
import type { Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { IspCatalogue } from '../datasources/isps.js';
import { createKeyedLoader, createSubscriberLoader, type SubscriberLoader } from '../datasources/loaders.js';
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
  readonly subscriber: SubscriberLoader<SubscriberResult>;
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
  const { identity, requestId, services } = options;
  return { identity, requestId, services, loaders: new RequestLoaders(identity, services) };
}

/** Each is made when it is first asked for: most requests need one at most. */
class RequestLoaders implements Loaders {
  readonly #identity: Identity | null;
  readonly #services: Services;
  #subscriber: Loaders['subscriber'] | undefined;
  #renewal: Loaders['renewal'] | undefined;
  #events: Loaders['events'] | undefined;

  constructor(identity: Identity | null, services: Services) {
    this.#identity = identity;
    this.#services = services;
  }

  get subscriber(): Loaders['subscriber'] {
    this.#subscriber ??= createSubscriberLoader(({ slug, username }) => {
      const { client } = requireScope(this.#identity, 'subscribers:read');
      this.#services.takeTurn(client, 'subscriber');
      return this.#services.lookUpSubscriber({ client, slug, username });
    });
    return this.#subscriber;
  }

  get renewal(): Loaders['renewal'] {
    this.#renewal ??= createKeyedLoader((ids) =>
      this.#services.renewals.findMany(viewerOf(requireScope(this.#identity, 'renewals:write')), ids),
    );
    return this.#renewal;
  }

  get events(): Loaders['events'] {
    this.#events ??= createKeyedLoader(async (ids) => {
      const found = await this.#services.renewals.listEvents(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
    return this.#events;
  }
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
