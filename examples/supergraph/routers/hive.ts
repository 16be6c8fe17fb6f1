import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime, type GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { pickHeaders } from './passed-headers.ts';
import type { RouterOptions } from './router-options.ts';

/** Instead of `propagateHeaders`, whose headers are missing from the second attempt on (gateway-runtime 2.12.1). */
const passHeaders: GatewayPlugin = {
  onFetch({ executionRequest, options }) {
    const request: Request | undefined = executionRequest?.context?.request;
    if (request === undefined) return;
    options.headers = { ...options.headers, ...pickHeaders((name) => request.headers.get(name)) };
  },
};

/** Hive Gateway. With its command line, `hive-gateway supergraph`, the same settings go into gateway.config.ts. */
export async function startHiveGateway({ supergraphSdl, port }: RouterOptions): Promise<string> {
  const gateway = createGatewayRuntime({
    supergraph: supergraphSdl,
    plugins: () => [passHeaders],
    // A renewal sent twice is one renewal, by its idempotency key. An order sent twice is two, and is not sent again.
    upstreamRetry: ({ subgraphName }) =>
      subgraphName.toLowerCase() === 'renewals' ? { maxRetries: 2, retryDelay: 100 } : { maxRetries: 0 },
    logging: 'warn',
  });
  const server = createServer(gateway);
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}
