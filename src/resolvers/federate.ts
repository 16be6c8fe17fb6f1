import { buildSubgraphSchema, type GraphQLResolverMap, printSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, createResolversMap } from 'type-graphql';
import type { GraphQLContext } from './context.js';

/** What a subgraph is made of. */
export type SubgraphParts = BuildSchemaOptions & {
  /** SDL that goes on top: the `@link` to federation, and what else the directives of the classes need. */
  readonly link: string;
  /** How a router's reference to an entity becomes the entity, by type. */
  readonly references: Readonly<Record<string, { readonly __resolveReference: unknown }>>;
};

export interface Subgraph {
  readonly schema: GraphQLSchema;
  readonly typeDefs: DocumentNode;
}

/** An executable Federation 2 subgraph from TypeGraphQL classes, which know of federation only as directives. */
export function federate({ link, references, ...parts }: SubgraphParts): Subgraph {
  const classSchema = buildSchemaSync(parts);
  const typeDefs = withLink(link, parse(printSubgraphSchema(classSchema)));
  const resolvers = mergeReferences(createResolversMap(classSchema), references);
  return { schema: buildSubgraphSchema([{ typeDefs, resolvers }]), typeDefs };
}

function withLink(link: string, document: DocumentNode): DocumentNode {
  const types = document.definitions.filter((definition) => definition.kind !== Kind.SCHEMA_DEFINITION);
  return { ...document, definitions: [...parse(link).definitions, ...types] };
}

function mergeReferences(
  resolvers: ReturnType<typeof createResolversMap>,
  references: SubgraphParts['references'],
): GraphQLResolverMap<GraphQLContext> {
  const merged: Record<string, unknown> = { ...resolvers };
  for (const [typeName, reference] of Object.entries(references)) {
    merged[typeName] = { ...resolvers[typeName], ...reference };
  }
  return merged as GraphQLResolverMap<GraphQLContext>;
}
