import { type Compose, composeWithApollo, composeWithHive, type Subgraph } from '../compose.ts';
import { startApolloGateway } from './apollo.ts';
import { startHiveGateway } from './hive.ts';
import type { RouterOptions } from './router-options.ts';

interface RouterKind {
  readonly compose: Compose;
  readonly start: (options: RouterOptions) => Promise<string>;
}

const ROUTERS: Readonly<Record<string, RouterKind>> = {
  hive: { compose: composeWithHive, start: startHiveGateway },
  apollo: { compose: composeWithApollo, start: startApolloGateway },
};

/** Composes the subgraphs and starts a router in front of them; gives its URL. */
export async function startRouter(
  name: string,
  { subgraphs, port }: { subgraphs: readonly Subgraph[]; port: number },
): Promise<string> {
  const router = Object.hasOwn(ROUTERS, name) ? ROUTERS[name] : undefined;
  if (router === undefined)
    throw new Error(`there is no router "${name}": ${Object.keys(ROUTERS).join(' or ')}`);
  return router.start({ supergraphSdl: router.compose(subgraphs), port });
}
