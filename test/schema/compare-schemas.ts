import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Change, CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import { type GraphQLSchema, parse } from 'graphql';

/** What a new schema changes for those who use the old one; one line each. */
export interface SchemaChanges {
  /** Somebody's operation, or somebody's supergraph, would fail. */
  readonly breaking: readonly string[];
  /** Fine for whoever was told to expect it, such as another value of an enum. */
  readonly dangerous: readonly string[];
  readonly safe: readonly string[];
}

/** A supergraph stops composing, or resolving, without these. The other directives are hints. */
const LOAD_BEARING = /\.@(?:key|shareable)$/;

/**
 * Compares two printed subgraph schemas. Removing what the old one has deprecated is not breaking: its users were told.
 * @throws GraphQLError when one of them is no schema.
 */
export async function compareSchemas(texts: { before: string; after: string }): Promise<SchemaChanges> {
  const rules = [
    DiffRule.suppressRemovalOfDeprecatedField,
    DiffRule.ignoreDescriptionChanges,
    DiffRule.simplifyChanges,
  ];
  const changes = await diff(build(texts.before), build(texts.after), rules);
  const pick = (level: CriticalityLevel) =>
    changes.filter((change) => judge(change) === level).map(({ path, message }) => `${path}: ${message}`);
  return {
    breaking: pick(CriticalityLevel.Breaking),
    dangerous: pick(CriticalityLevel.Dangerous),
    safe: pick(CriticalityLevel.NonBreaking),
  };
}

function build(text: string): GraphQLSchema {
  return buildSubgraphSchema(parse(text));
}

/** To the library all directives are alike. */
function judge({ criticality, type, path = '' }: Change): CriticalityLevel {
  if (!type.startsWith('DIRECTIVE_USAGE')) return criticality.level;
  const isBreaking = type.endsWith('REMOVED') && LOAD_BEARING.test(path);
  return isBreaking ? CriticalityLevel.Breaking : CriticalityLevel.NonBreaking;
}
