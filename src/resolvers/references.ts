import type { Isp } from '../schema/isp.type.js';
import { type Renewal, toRenewal } from '../schema/renewal.type.js';
import type { Subscriber } from '../schema/subscriber.type.js';
import { type GraphQLContext, requireViewer } from './context.js';
import { loadSubscriber } from './subscriber.resolver.js';

type Reference<Key extends string> = Readonly<Record<Key, string>>;

/**
 * How a router's reference to an entity becomes the entity (Federation 2, `_entities`), with the same scopes and ownership
 * as the queries. Null where there is none.
 */
export const REFERENCE_RESOLVERS = {
  Isp: {
    __resolveReference({ slug }: Reference<'slug'>, { services }: GraphQLContext): Isp | null {
      const isp = services.isps.find(slug);
      // A copy: federation writes the type's name into it, and the catalogue is frozen.
      return isp && { ...isp };
    },
  },
  Subscriber: {
    __resolveReference: (key: Reference<'slug' | 'username'>, context: GraphQLContext): Promise<Subscriber> =>
      loadSubscriber(key, context),
  },
  Renewal: {
    async __resolveReference({ id }: Reference<'id'>, context: GraphQLContext): Promise<Renewal | null> {
      requireViewer(context);
      const renewal = await context.loaders.renewal.load(id);
      return renewal && toRenewal(renewal);
    },
  },
};
