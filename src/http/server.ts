import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { RequestLimits } from '../config.js';
import { createContext, type GraphQLContext, type Services } from '../resolvers/context.js';
import { ERROR_CODES, type ErrorCode } from '../schema/errors.js';
import { describeError, type Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { Authenticate } from './authenticate.js';
import { type HandleReport, registerDlrRoute } from './dlr.js';
import { createRequestCheck, type RawRequest } from './limits/check-request.js';
import { createPlayground } from './playground.js';

export interface ServerDeps {
  /** Started already. */
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly authenticate: Authenticate;
  readonly services: Services;
  readonly receiveReport: HandleReport;
  /** Resolves when the service can work; rejects with why not. */
  readonly checkReadiness: () => Promise<void>;
  readonly metrics: Pick<Metrics, 'render' | 'noteLimitHit'>;
  readonly corsOrigins: readonly string[];
  readonly limits: RequestLimits;
  /** Playground and introspection: for development. */
  readonly showPlayground: boolean;
  readonly logger: Logger;
}

const REQUEST_ID_PATTERN = /^[\w.-]{1,100}$/;

/** The HTTP side: routes and nothing else. Not listening yet. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: deps.limits.bodyBytes,
    genReqId: (request) => readRequestId(request.headers['x-request-id']),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  closeConnectionsOnStop(server);
  server.addHook('onResponse', async (request, reply) => logRequest(deps.logger, request, reply));
  server.setErrorHandler((error: FastifyError, request, reply) =>
    answerError(deps.logger, { error, request, reply }),
  );
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'there is nothing at this path' }),
  );
  if (deps.corsOrigins.length > 0) await server.register(cors, { origin: [...deps.corsOrigins] });
  registerHealthRoutes(server, deps);
  registerGraphQLRoute(server, deps);
  await registerDlrRoute(server, deps.receiveReport);
  return server;
}

/** A connection that is busy when the stop begins is not kept alive after its answer: it would hold up the exit. */
function closeConnectionsOnStop(server: FastifyInstance): void {
  let isStopping = false;
  server.addHook('preClose', async () => {
    isStopping = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
}

function registerGraphQLRoute(server: FastifyInstance, deps: ServerDeps): void {
  const { apollo, authenticate, services } = deps;
  const handler = fastifyApolloHandler(apollo, {
    context: async (request) =>
      createContext({
        identity: await authenticate(request.headers),
        requestId: request.id,
        services,
      }),
  });
  const checkRequest = createRequestCheck(deps.limits, { ignoresIntrospection: deps.showPlayground });
  /** Before GraphQL sees it: a text too large to validate is never validated, and nothing is resolved. */
  async function refuseLarge(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const fault = checkRequest(
      (request.method === 'GET' ? request.query : (request.body ?? {})) as RawRequest,
    );
    if (fault === null) return;
    deps.metrics.noteLimitHit('operation_size');
    await reply.code(400).send(describeFault('BAD_USER_INPUT', fault));
  }
  if (deps.showPlayground) server.get('/', (_request, reply) => reply.redirect('/graphql'));
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: deps.showPlayground ? [createPlayground(), refuseLarge] : [refuseLarge],
    handler,
  });
}

function registerHealthRoutes(
  server: FastifyInstance,
  { checkReadiness, metrics, logger }: ServerDeps,
): void {
  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.header('content-type', contentType).send(text);
  });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await checkReadiness();
      return { status: 'ready' };
    } catch (error) {
      logger.warn(describeError(error), 'not ready');
      return reply.code(503).send({ status: 'not ready', reason: 'the ledger cannot be reached' });
    }
  });
}

function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID_PATTERN.test(header) ? header : randomUUID();
}

/** The route, never the URL: a query string may carry a username. */
function logRequest(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const { method, id: requestId, routeOptions } = request;
  const fields = { requestId, method, route: routeOptions.url ?? 'none', status: reply.statusCode };
  logger.debug({ ...fields, durationMs: Math.round(reply.elapsedTime) }, 'request');
}

/** A request that never reached GraphQL: too large, not JSON, and the like. The body has GraphQL's own shape. */
function answerError(
  logger: Logger,
  { error, request, reply }: { error: FastifyError; request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const status = error.statusCode ?? 500;
  const isClientFault = status >= 400 && status < 500;
  if (!isClientFault) logger.error({ ...describeError(error), requestId: request.id }, 'request failed');
  return isClientFault
    ? reply.code(status).send(describeFault('BAD_USER_INPUT', error.message))
    : reply.code(500).send(describeFault('INTERNAL_SERVER_ERROR', 'Internal server error'));
}

function describeFault(code: ErrorCode, message: string) {
  return { errors: [{ message, extensions: { code, ...ERROR_CODES[code] } }] };
}
