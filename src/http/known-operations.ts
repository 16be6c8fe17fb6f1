import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphQLContext } from '../resolvers/context.js';
import { createRecent } from '../values/recent.js';

/** Executes one operation; `data` is absent when its variables did not fit and nothing was executed. */
export type RunOperation = CompiledQuery['query'];

export interface KnownOperations {
  /** For Apollo Server: learns each query that it has parsed and validated. */
  readonly plugin: ApolloServerPlugin<GraphQLContext>;
  /** The compiled query, once its text has come often enough; null for any other. */
  find(text: string, operationName: string | null): RunOperation | null;
}

export interface KnownOperationsOptions {
  readonly schema: GraphQLSchema;
  /** How often a text has to have come before it is compiled; never, for Infinity. */
  readonly compileAfterUses: number;
}

/** A compiled text takes up to 300 KB, a counted one its own length. */
const MAX_COMPILED = 100;
const MAX_COUNTED = 1_000;
const MAX_TEXT_LENGTH = 8_192;
/**
 * Texts, numbers, booleans and enums are passed on as the resolvers give them, which TypeScript has seen to; a check of each would cost more than
 * all else that a compiled query does. The schema's own scalars are serialized.
 */
const COMPILER_OPTIONS = { disableLeafSerialization: true };

interface Known {
  /** Null for an operation without a name. */
  readonly name: string | null;
  /** Null when it cannot be compiled. */
  readonly run: RunOperation | null;
}

/**
 * Most clients send few texts, again and again. Apollo Server parses, validates and normalises each request anew, and graphql-js walks
 * the document for each answer; a text that Apollo has found valid some times is compiled once instead, and then runs beside
 * Apollo (docs/performance.md, ADR 17). A text that is different each time (with a username written into it) is never compiled:
 * compiling costs a hundred times as much as running.
 *
 * Queries only, and documents of one operation: a mutation's cost is not in its execution, and what one text can take is bounded by what one
 * operation can. Texts that come again and again stay, so that a crowd of texts that come once drives none of them out.
 */
export function createKnownOperations({ schema, compileAfterUses }: KnownOperationsOptions): KnownOperations {
  const useCounts = createRecent<number>(MAX_COUNTED);
  const compiled = createRecent<Known>(MAX_COMPILED);

  /** A document of several operations cannot be compiled without their name, and is not. */
  function compile(document: DocumentNode, operation: OperationDefinitionNode): Known {
    const result = compileQuery(schema, document, undefined, COMPILER_OPTIONS);
    const name = operation.name?.value ?? null;
    if (!isCompiledQuery(result)) return { name, run: null };
    const definitions = operation.variableDefinitions ?? [];
    const run: RunOperation = (root, context, variables) =>
      fits(definitions, variables ?? {}) ? result.query(root, context, variables) : {};
    return { name, run };
  }

  /** The compiler is more lenient than graphql-js with lists and nulls: a list or an object has to pass graphql-js, a null is left to it. */
  function fits(
    definitions: readonly VariableDefinitionNode[],
    variables: Readonly<Record<string, unknown>>,
  ): boolean {
    const values = Object.values(variables);
    if (values.includes(null)) return false;
    const areScalars = values.every((value) => typeof value !== 'object');
    // One fault is enough to know: each prints the whole value, which thousands of them would make the caller's to spend.
    return areScalars || 'coerced' in getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  }

  function learn(text: string, document: DocumentNode, operation: OperationDefinitionNode): void {
    if (compiled.find(text) !== undefined) return;
    const uses = (useCounts.find(text) ?? 0) + 1;
    const isKnown = uses >= compileAfterUses;
    useCounts.put(text, isKnown ? 0 : uses);
    if (isKnown) compiled.put(text, compile(document, operation));
  }

  return {
    plugin: {
      async requestDidStart() {
        return {
          async didResolveOperation({ source, document, operation }) {
            if (operation?.operation !== OperationTypeNode.QUERY || source.length > MAX_TEXT_LENGTH) return;
            learn(source, document, operation);
          },
        };
      },
    },
    find(text, operationName) {
      const known = compiled.find(text);
      // Any other name than its own is Apollo Server's to refuse.
      return known !== undefined && (operationName === null || operationName === known.name)
        ? known.run
        : null;
    },
  };
}
