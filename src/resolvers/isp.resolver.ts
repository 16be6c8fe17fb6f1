import { Args, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { IspArgs } from '../schema/inputs.js';
import { Isp } from '../schema/isp.type.js';
import type { GraphQLContext } from './context.js';

@Resolver(() => Isp)
export class IspResolver {
  @Directive('@listSize(assumedSize: 14)')
  @Query(() => [Isp], { description: 'Every ISP this service can renew.' })
  isps(@Ctx() { services }: GraphQLContext): readonly Isp[] {
    return services.isps.list();
  }

  @Query(() => Isp, { nullable: true, description: 'One of them; null when there is none of that slug.' })
  isp(@Args(() => IspArgs) { slug }: IspArgs, @Ctx() { services }: GraphQLContext): Isp | null {
    return services.isps.find(slug);
  }
}
