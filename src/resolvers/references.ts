import { createError } from '../schema/errors.js';
import type { Isp } from '../schema/isp.type.js';
import { type Renewal, toRenewal } from '../schema/renewal.type.js';
import type { Subscriber } from '../schema/subscriber.type.js';
import { type GraphQLContext, requireViewer } from './context.js';
import { loadSubscriber } from './subscriber.resolver.js';

/** The key fields of each entity, as in its @key. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  Isp: ['slug'],
  Subscriber: ['slug', 'username'],
  Renewal: ['id'],
};

/** @throws GraphQLError BAD_USER_INPUT unless each names an entity of ours by the texts of its key. */
export function requireReferences(representations: unknown): void {
  const isFit = Array.isArray(representations) && representations.every(isReference);
  if (isFit) return;
  throw createError(
    'BAD_USER_INPUT',
    'Each representation needs the __typename of an entity and its key fields.',
    { http: { status: 400 } },
  );
}

function isReference(representation: unknown): boolean {
  if (typeof representation !== 'object' || representation === null) return false;
  const fields = representation as Readonly<Record<string, unknown>>;
  const typeName = fields['__typename'];
  const keys = typeof typeName === 'string' && Object.hasOwn(KEYS, typeName) ? KEYS[typeName] : undefined;
  return keys?.every((key) => typeof fields[key] === 'string') ?? false;
}

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
    async __resolveReference(
      key: Reference<'slug' | 'username'>,
      context: GraphQLContext,
    ): Promise<Subscriber> {
      // A copy, too: others may have the same lookup.
      return { ...(await loadSubscriber(key, context)) };
    },
  },
  Renewal: {
    async __resolveReference({ id }: Reference<'id'>, context: GraphQLContext): Promise<Renewal | null> {
      requireViewer(context);
      const renewal = await context.loaders.renewal.load(id);
      return renewal && toRenewal(renewal);
    },
  },
};
