import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { RequestSpan, Tracing } from '../telemetry/tracing.js';

export interface WatchDeps {
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'noteRequest'>;
  /** Null when traces are off. */
  readonly tracing: Pick<Tracing, 'startRequest'> | null;
}

/** What watches over the service asks often; a trace of that says nothing. */
const UNTRACED_ROUTES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** Every request is counted, and logged or traced where that is on. By its route, never its URL: a query string may carry a username. */
export function watchRequests(server: FastifyInstance, { logger, metrics, tracing }: WatchDeps): void {
  const isLogged = logger.isLevelEnabled('debug');
  server.addHook('onResponse', (request, reply, done) => {
    const { method, id: requestId } = request;
    const route = routeOf(request);
    const { statusCode: status, elapsedTime: durationMs } = reply;
    metrics.noteRequest({ route, method, status, durationMs });
    if (isLogged) {
      logger.debug({ requestId, route, method, status, durationMs: Math.round(durationMs) }, 'request');
    }
    done();
  });
  if (tracing !== null) traceRequests(server, tracing);
}

function traceRequests(server: FastifyInstance, tracing: Pick<Tracing, 'startRequest'>): void {
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  server.addHook('onRequest', (request, _reply, done) => {
    if (UNTRACED_ROUTES.has(routeOf(request))) return done();
    const span = tracing.startRequest(request.headers);
    spans.set(request, span);
    span.enter(done);
  });
  // Reading the body goes on from the connection's events, which know nothing of the request's trace.
  server.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    if (span === undefined) done();
    else span.enter(done);
  });
  const end = (request: FastifyRequest, reply: FastifyReply) => {
    spans.get(request)?.end({ route: routeOf(request), method: request.method, status: reply.statusCode });
    spans.delete(request);
  };
  server.addHook('onResponse', async (request, reply) => end(request, reply));
  server.addHook('onRequestAbort', async (request) => {
    spans.get(request)?.end({ route: routeOf(request), method: request.method, status: 499 });
    spans.delete(request);
  });
}

function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? 'none';
}
