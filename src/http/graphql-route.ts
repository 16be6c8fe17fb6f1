import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationLimits } from '../config.js';
import { createContext, type GraphQLContext, type Services } from '../resolvers/context.js';
import type { Metrics } from '../telemetry/metrics.js';
import { describeFault } from './answer-fault.js';
import { createKnownAnswer } from './answer-known.js';
import { answerTogether } from './answer-together.js';
import type { Authenticate } from './authenticate.js';
import { createCacheHint } from './cache-hint.js';
import type { KnownOperations } from './known-operations.js';
import { createRequestCheck, type RawRequest } from './limits/check-request.js';
import { createTurnstile, type Place } from './limits/turnstile.js';
import type { MaskError } from './mask-error.js';
import { createPlayground } from './playground.js';
import { createHostCheck } from './safe-answers.js';
import { createTrustCheck, type TrustCheckDeps } from './trust-check.js';

export interface GraphQLRouteDeps {
  /** Started already. */
  readonly apollo: ApolloServer<GraphQLContext>;
  /** Queries that run beside it. */
  readonly operations: Pick<KnownOperations, 'find'>;
  readonly maskError: MaskError;
  readonly authenticate: Authenticate;
  readonly services: Services;
  readonly metrics: Pick<Metrics, 'noteLimitHit' | 'noteCompiledQuery'>;
  readonly limits: OperationLimits & { readonly requestsUnderWay: number };
  /** Which operations are taken; null for all. */
  readonly trust: Pick<TrustCheckDeps, 'documents' | 'mode'> | null;
  readonly logger: TrustCheckDeps['logger'];
  /** Playground and introspection: for development. */
  readonly showPlayground: boolean;
}

declare module 'fastify' {
  interface FastifyReply {
    /** Among the GraphQL requests under way. */
    place: Place | null;
  }
}

type DoneSending = (error: null, payload: unknown) => void;

/** `POST /graphql`, and GET for queries. */
export function registerGraphQLRoute(server: FastifyInstance, deps: GraphQLRouteDeps): void {
  const { apollo, authenticate, services, limits, metrics, showPlayground } = deps;
  const contextOf = async (request: FastifyRequest) =>
    createContext({ identity: await authenticate(request.headers), requestId: request.id, services });
  const answerByApollo = fastifyApolloHandler(apollo, { context: contextOf });
  const answer = createKnownAnswer({
    ...deps,
    contextOf,
    answerByApollo: (request, reply) => answerByApollo.call(server, request, reply),
  });
  const checkRequest = createRequestCheck(limits, { ignoresIntrospection: showPlayground });
  const refuseUntrusted = deps.trust && createTrustCheck({ ...deps, ...deps.trust });
  const turnstile = createTurnstile(limits.requestsUnderWay);
  server.decorateReply('place', null);

  /**
   * A service that is full says so at once, and what it has taken is answered in time. Counted once the body is there: who
   * sends one slowly takes nobody's place.
   */
  function refuseCrowd(_request: FastifyRequest, reply: FastifyReply, next: () => void): void {
    reply.place = turnstile.enter(reply.raw);
    if (reply.place !== null) {
      next();
      return;
    }
    metrics.noteLimitHit('requests_under_way');
    const fault = describeFault('UPSTREAM_UNAVAILABLE', 'The service is busy. Try again in a moment.');
    reply.code(503).header('retry-after', '1').send(fault);
  }

  function makeRoom(
    _request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    next: DoneSending,
  ): void {
    if (reply.place !== null) turnstile.leave(reply.place);
    next(null, payload);
  }

  /** Before GraphQL sees it: a text too large to validate is never validated, and nothing is resolved. */
  function refuseLarge(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
    const fault = checkRequest(
      request.method === 'GET' ? readAddress(request) : ((request.body ?? {}) as RawRequest),
    );
    if (fault === null) {
      next();
      return;
    }
    metrics.noteLimitHit('operation_size');
    reply.code(400).send(describeFault('BAD_USER_INPUT', fault));
  }

  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: createHostCheck(),
    preHandler: [
      ...(showPlayground ? [createPlayground()] : []),
      refuseCrowd,
      ...(refuseUntrusted ? [refuseUntrusted] : []),
      refuseLarge,
    ],
    onSend: [createCacheHint(), makeRoom],
    handler: answerTogether(answer),
  });
}

/** A query by GET, read as Apollo Server reads it: what is checked must be what is run. */
function readAddress({ url }: FastifyRequest): RawRequest {
  const { searchParams } = new URL(url, 'http://localhost');
  return { query: searchParams.get('query'), variables: parseVariables(searchParams.get('variables')) };
}

/** What is not JSON is Apollo Server's to refuse. */
function parseVariables(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
