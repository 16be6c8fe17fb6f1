import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import { Credits } from '../schema/credits.type.js';
import { createReadError } from '../schema/errors.js';
import { type GraphQLContext, requireClient } from './context.js';

@Resolver(() => Credits)
export class CreditsResolver {
  @Directive('@tag(name: "operator")')
  @Directive('@cost(weight: 10)')
  @Query(() => Credits, { description: "The reseller's credit, as the provider has it now. For operators." })
  async credits(@Ctx() context: GraphQLContext): Promise<Credits> {
    requireClient(context, 'operator');
    const outcome = await context.services.credits();
    if (outcome.kind !== 'found') throw createReadError(outcome);
    const { consumed, available } = outcome;
    return { consumed, available };
  }
}
