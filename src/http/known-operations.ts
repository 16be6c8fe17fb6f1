import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphQLContext } from '../resolvers/context.js';

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

interface Entry {
  uses: number;
  run: RunOperation | null;
  isHopeless: boolean;
}

const MAX_ENTRIES = 500;
const MAX_TEXT_LENGTH = 8_192;

/**
 * Most clients send few texts, again and again. Apollo Server parses, validates and normalises each request anew, and graphql-js walks
 * the document for each answer; a text that Apollo has found valid some times is compiled once instead, and then runs beside
 * Apollo (docs/performance.md). A text that is different each time (with a username written into it) is never compiled:
 * compiling costs a hundred times as much as running.
 *
 * Queries only: a mutation's cost is not in its execution. What is remembered is bounded, and the longest unused goes first.
 */
export function createKnownOperations({ schema, compileAfterUses }: KnownOperationsOptions): KnownOperations {
  const entries = new Map<string, Entry>();

  function compile(document: DocumentNode, operationName: string | null): RunOperation | null {
    const compiled = compileQuery(schema, document, operationName ?? undefined);
    return isCompiledQuery(compiled) ? compiled.query : null;
  }

  function learn(key: string, document: DocumentNode, operationName: string | null): void {
    const entry = entries.get(key) ?? { uses: 0, run: null, isHopeless: false };
    entry.uses += 1;
    if (entry.run === null && !entry.isHopeless && entry.uses >= compileAfterUses) {
      entry.run = compile(document, operationName);
      entry.isHopeless = entry.run === null;
    }
    const [oldest] = entries.keys();
    entries.delete(key);
    if (entries.size >= MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
    entries.set(key, entry);
  }

  return {
    plugin: {
      async requestDidStart() {
        return {
          async didResolveOperation({ source, document, operation, request }) {
            if (operation?.operation !== OperationTypeNode.QUERY || source.length > MAX_TEXT_LENGTH) return;
            const operationName = request.operationName ?? null;
            learn(keyOf(source, operationName), document, operationName);
          },
        };
      },
    },
    find: (text, operationName) => entries.get(keyOf(text, operationName))?.run ?? null,
  };
}

function keyOf(text: string, operationName: string | null): string {
  return operationName === null ? text : `${operationName}\n${text}`;
}
