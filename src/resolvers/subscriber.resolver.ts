import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SubscriberKey } from '../datasources/hashcnet/hashcnet.js';
import { createError, createReadError } from '../schema/errors.js';
import { SubscriberArgs } from '../schema/inputs.js';
import { Isp } from '../schema/isp.type.js';
import { Subscriber } from '../schema/subscriber.type.js';
import { parseUsername } from '../values/username.js';
import { type GraphQLContext, requireClient } from './context.js';
import { findIsp } from './find-isp.js';

@Resolver(() => Subscriber)
export class SubscriberResolver {
  @Query(() => Subscriber, {
    nullable: true,
    description:
      'Null, with an error that says why, when the lookup fails. Several in one request are looked up side by side.',
  })
  subscriber(
    @Args(() => SubscriberArgs) key: SubscriberArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<Subscriber> {
    return loadSubscriber(key, context);
  }

  @FieldResolver(() => Isp, { description: 'Whose subscriber it is.' })
  isp(@Root() { slug }: Subscriber, @Ctx() { services }: GraphQLContext): Isp {
    return findIsp(slug, services);
  }
}

/** For the query and for entity references alike. @throws GraphQLError that says why there is none. */
export async function loadSubscriber(key: SubscriberKey, context: GraphQLContext): Promise<Subscriber> {
  requireClient(context, 'subscribers:read');
  const username = parseUsername(key.username);
  if (username === null) throw createError('BAD_USER_INPUT', 'This is not a username.');
  const result = await context.loaders.subscriber.load({ slug: key.slug, username });
  switch (result.kind) {
    case 'found':
      return result.subscriber;
    case 'unknown_isp':
      throw createError('UNKNOWN_ISP', 'No ISP has this slug; `isps` lists them.');
    default:
      throw createReadError(result);
  }
}
