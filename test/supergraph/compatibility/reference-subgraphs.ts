import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type NodeProcess, startNode } from '../support/node-process.js';

export interface ReferenceSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  stop(): Promise<void>;
}

/** Starts one of the two subgraphs that come with the suite. */
export async function startReference(
  suiteFolder: string,
  name: 'users' | 'inventory',
): Promise<ReferenceSubgraph> {
  const folder = join(suiteFolder, 'dist/subgraphs', name);
  const port = await findFreePort();
  const running: NodeProcess = await startNode(['index.js'], {
    cwd: folder,
    env: { [`${name.toUpperCase()}_PORT`]: String(port) },
    pattern: /ready at (\S+)/,
  });
  const sdl = readFileSync(join(folder, `${name}.graphql`), 'utf8');
  return { name, url: running.found, sdl, stop: running.stop };
}

/** They do not take 0 for "any". */
async function findFreePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
