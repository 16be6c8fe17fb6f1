import { Arg, Args, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { createError } from '../schema/errors.js';
import { RenewalArgs, RenewalsArgs, RenewInput } from '../schema/inputs.js';
import { Isp } from '../schema/isp.type.js';
import { RenewPayload, toRenewPayload } from '../schema/renew.type.js';
import { Renewal, RenewalEvent, toRenewal, toRenewalEvent } from '../schema/renewal.type.js';
import { RenewalConnection, toRenewalConnection } from '../schema/renewal-connection.type.js';
import { type GraphQLContext, requireClient, requireViewer } from './context.js';
import { findIsp } from './find-isp.js';
import { parseListRequest } from './list-request.js';

@Resolver(() => Renewal)
export class RenewalResolver {
  @Query(() => Renewal, {
    nullable: true,
    description:
      "Null when there is none, or it is another client's. One that is overdue is looked up first.",
  })
  async renewal(
    @Args(() => RenewalArgs) { id }: RenewalArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<Renewal | null> {
    const renewal = await context.services.renewals.find(requireViewer(context), id);
    return renewal && toRenewal(renewal);
  }

  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)',
  )
  @Query(() => RenewalConnection, {
    description: 'Newest first. A client sees its own; an operator sees all.',
  })
  async renewals(
    @Args(() => RenewalsArgs) args: RenewalsArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<RenewalConnection> {
    const page = await context.services.renewals.list(requireViewer(context), parseListRequest(args));
    return toRenewalConnection(page);
  }

  @Directive('@cost(weight: 20)')
  @Mutation(() => RenewPayload, {
    description: [
      'Buys one offer, at most once. Sending the same key again never buys again: it answers with the renewal that the',
      'key made, whatever has become of it. A key stands for one purchase (caller, ISP, username, plan, duration and price):',
      'an offer for the same purchase from a later lookup is the same purchase; any other is refused.',
    ].join('\n'),
  })
  async renew(
    @Arg('input', () => RenewInput, { description: 'Which offer, under which key.' }) {
      offerId,
      idempotencyKey,
    }: RenewInput,
    @Ctx() context: GraphQLContext,
  ): Promise<RenewPayload> {
    const client = requireClient(context, 'renewals:write');
    context.services.takeTurn(client, 'renew');
    const { services, requestId } = context;
    return toRenewPayload(await services.renew({ client, offerId, idempotencyKey, requestId }));
  }

  @Directive('@cost(weight: 10)')
  @Mutation(() => Renewal, {
    description:
      'Looks a pending renewal up now, if the hold time allows, and answers with what it has become. A settled one is asked after too: for a refund, or for news that contradicts it.',
  })
  async checkRenewal(
    @Args(() => RenewalArgs) { id }: RenewalArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<Renewal> {
    const renewal = await context.services.renewals.check(requireViewer(context), id);
    if (renewal === null) throw createError('BAD_USER_INPUT', 'There is no such renewal.');
    return toRenewal(renewal);
  }

  @FieldResolver(() => Isp, { description: 'Whose subscription was renewed.' })
  isp(@Root() { slug }: Renewal, @Ctx() { services }: GraphQLContext): Isp {
    return findIsp(slug, services);
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [RenewalEvent], { description: 'Its history, oldest first: the latest 500.' })
  async events(@Root() { id }: Renewal, @Ctx() { loaders }: GraphQLContext): Promise<RenewalEvent[]> {
    return (await loaders.events.load(id)).map(toRenewalEvent);
  }
}
