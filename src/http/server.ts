import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { RequestLimits } from '../config.js';
import { createErrorHandler } from './answer-fault.js';
import { type HandleReport, registerDlrRoute } from './dlr.js';
import { type GraphQLRouteDeps, registerGraphQLRoute } from './graphql-route.js';
import { type HealthDeps, registerHealthRoutes } from './health-routes.js';
import { answerUnreadable, boundArrival, guardAnswers } from './safe-answers.js';
import { type WatchDeps, watchRequests } from './watch-requests.js';
import { registerPages, type WebOptions } from './web.js';

export interface ServerDeps extends GraphQLRouteDeps, HealthDeps, WatchDeps {
  readonly receiveReport: HandleReport;
  readonly metrics: GraphQLRouteDeps['metrics'] & HealthDeps['metrics'] & WatchDeps['metrics'];
  readonly corsOrigins: readonly string[];
  readonly limits: RequestLimits;
  /** The web pages; null for none. */
  readonly web: WebOptions | null;
}

const REQUEST_ID_PATTERN = /^[\w.-]{1,100}$/;

/** The HTTP side: routes and nothing else. Not listening yet. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: deps.limits.bodyBytes,
    genReqId: (request) => readRequestId(request.headers['x-request-id']),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    ...boundArrival(deps.limits.requestTimeoutMs),
    frameworkErrors: answerUnreadable,
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  closeConnectionsOnStop(server);
  watchRequests(server, deps);
  guardAnswers(server);
  server.setErrorHandler(createErrorHandler(deps.logger));
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'there is nothing at this path' }),
  );
  if (deps.corsOrigins.length > 0) await server.register(cors, { origin: [...deps.corsOrigins] });
  registerHealthRoutes(server, deps);
  registerGraphQLRoute(server, deps);
  if (deps.web !== null) await registerPages(server, deps.web);
  else if (deps.showPlayground) server.get('/', (_request, reply) => reply.redirect('/graphql'));
  await registerDlrRoute(server, deps.receiveReport);
  return server;
}

/** A connection that is busy when the stop begins is not kept alive after its answer: it would hold up the exit. */
function closeConnectionsOnStop(server: FastifyInstance): void {
  let isStopping = false;
  server.addHook('preClose', async () => {
    isStopping = true;
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping) reply.header('connection', 'close');
    done(null, payload);
  });
}

function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID_PATTERN.test(header) ? header : randomUUID();
}
