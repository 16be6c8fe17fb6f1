import 'reflect-metadata';
import { type GraphQLSchema, print } from 'graphql';
import { SubscriberArgs } from '../schema/inputs.js';
import { DateTimeScalar } from '../schema/scalars.js';
import type { GraphQLContext } from './context.js';
import { CreditsResolver } from './credits.resolver.js';
import { federate } from './federate.js';
import { IspResolver } from './isp.resolver.js';
import { REFERENCE_RESOLVERS, requireReferences } from './references.js';
import { RenewalResolver } from './renewal.resolver.js';
import { SubscriberResolver } from './subscriber.resolver.js';
import { validateInput } from './validate-input.js';

const FEDERATION_LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@cost", "@listSize"])
`;

export interface SubgraphSchema {
  readonly schema: GraphQLSchema;
  /** This service's own types, as committed in schema.graphql: what the classes say, without federation's machinery. */
  readonly sdl: string;
}

/** Builds the executable Federation 2 subgraph from the TypeGraphQL classes. */
export function buildSubgraph(): SubgraphSchema {
  const { schema, typeDefs } = federate({
    resolvers: [IspResolver, SubscriberResolver, RenewalResolver, CreditsResolver],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validateFn: validateInput,
    link: FEDERATION_LINK,
    references: REFERENCE_RESOLVERS,
  });
  guardEntities(schema);
  resolveSubscribersDirectly(schema);
  return { schema, sdl: `${print(typeDefs)}\n` };
}

/**
 * What is asked thousands of times a second goes without TypeGraphQL's binding of arguments, which sorts, copies and awaits at each call:
 * the same class, the same rules, the same method.
 */
function resolveSubscribersDirectly(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['subscriber'];
  if (field === undefined) throw new Error('the subgraph has no subscribers');
  const resolver = new SubscriberResolver();
  field.resolve = (_source, args, context: GraphQLContext) => {
    const key = Object.assign(new SubscriberArgs(), args);
    validateInput(key);
    return resolver.subscriber(key, context);
  };
}

/**
 * The library takes a malformed reference for a fault of its own; it is the sender's. And entities are waited for here: where a promise in a list
 * fails, graphql-jit 0.8 adds a null at the list's end, and a router that asked for two entities would get three, or one.
 */
function guardEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error('the subgraph has no entities');
  field.resolve = async (source, args, context, info) => {
    requireReferences(args['representations']);
    const entities = (await resolve(source, args, context, info)) as unknown[];
    return Promise.all(entities.map(toValue));
  };
}

/** An error as a value: in a list, GraphQL takes it for the failure of that one item. */
async function toValue(entity: unknown): Promise<unknown> {
  try {
    return await entity;
  } catch (error) {
    return error instanceof Error ? error : new Error('an entity failed', { cause: error });
  }
}
