import { join } from 'node:path';
import { request } from 'undici';
import { API_KEYS, type GraphQLAnswer, startService, type TestService } from '../../support/service.js';
import { startNode } from './node-process.js';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.js';

export type RouterName = 'hive' | 'apollo';

/** The service in live mode, the orders subgraph and a router, as a client of the router meets them. */
export interface Supergraph {
  /** The router's. */
  readonly url: string;
  readonly service: TestService;
  /** Between the router and the service. */
  readonly proxy: RecordingProxy;
  ask<Data>(query: string, options?: AskOptions): Promise<GraphQLAnswer<Data>>;
  stop(): Promise<void>;
}

interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly apiKey?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const FOLDER = join(process.cwd(), 'examples/supergraph');

export async function startSupergraph(router: RouterName): Promise<Supergraph> {
  const service = await startService();
  const proxy = await startRecordingProxy(`${service.url}/graphql`);
  const routerProcess = await startNode(['start.ts', router], {
    cwd: FOLDER,
    env: { PORT: '0', ORDERS_PORT: '0', RENEWALS_URL: proxy.url },
    pattern: /Supergraph +(\S+)/,
  }).catch(async (failure: unknown) => {
    await proxy.close();
    await service.stop();
    throw failure;
  });
  return {
    url: routerProcess.found,
    service,
    proxy,
    async ask(query, { variables, apiKey = API_KEYS.shop, headers = {} } = {}) {
      const { statusCode, body } = await request(routerProcess.found, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey !== null && { 'x-api-key': apiKey }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await body.json()) as { data?: never; errors?: [] };
      return { status: statusCode, data, errors: errors ?? [] };
    },
    async stop() {
      await routerProcess.stop();
      await proxy.close();
      await service.stop();
    },
  };
}
