import { Directive, Field, ObjectType } from 'type-graphql';
import { cursorOf, type RenewalPage } from '../renewals/page.js';
import { Renewal, toRenewal } from './renewal.type.js';

@Directive('@shareable')
@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'True when there are older renewals than these.' })
  hasNextPage!: boolean;

  @Field({ description: 'True when there are newer ones.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first renewal; null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` for the next page.' })
  endCursor!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A renewal and its place in the list.' })
export class RenewalEdge {
  @Field({ description: 'Pass it as `after` to go on from here.' })
  cursor!: string;

  @Field(() => Renewal, { description: 'The renewal.' })
  node!: Renewal;
}

@ObjectType({ simpleResolvers: true, description: 'A page of renewals, newest first.' })
export class RenewalConnection {
  @Field(() => [RenewalEdge], { description: 'The renewals of this page.' })
  edges!: RenewalEdge[];

  @Field(() => PageInfo, { description: 'Where the page stands.' })
  pageInfo!: PageInfo;
}

export function toRenewalConnection({
  renewals,
  hasNextPage,
  hasPreviousPage,
}: RenewalPage): RenewalConnection {
  const edges = renewals.map((renewal) => ({ cursor: cursorOf(renewal), node: toRenewal(renewal) }));
  const startCursor = edges.at(0)?.cursor ?? null;
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { edges, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor } };
}
