import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByHive } from '@theguild/federation-composition';
import { parse } from 'graphql';

export interface Subgraph {
  readonly name: string;
  /** Where the router finds it. */
  readonly url: string;
  readonly sdl: string;
}

/**
 * The supergraph of these subgraphs, made from their texts alone: no network, no registry.
 * @throws Error with every fault, when they do not fit together.
 */
export type Compose = (subgraphs: readonly Subgraph[]) => string;

export const composeWithApollo: Compose = (subgraphs) => finish(composeByApollo(readAll(subgraphs)));

export const composeWithHive: Compose = (subgraphs) => finish(composeByHive(readAll(subgraphs)));

function readAll(subgraphs: readonly Subgraph[]) {
  return subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
}

function finish(result: {
  errors?: readonly Error[] | undefined;
  supergraphSdl?: string | undefined;
  hints?: readonly unknown[] | undefined;
}): string {
  const { errors = [], supergraphSdl, hints = [] } = result;
  if (supergraphSdl === undefined) {
    throw new Error(`the subgraphs do not compose:\n${errors.map(({ message }) => message).join('\n')}`);
  }
  for (const hint of hints) process.stderr.write(`hint: ${String(hint)}\n`);
  return supergraphSdl;
}
