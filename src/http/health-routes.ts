import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.js';

/** Whether the service can do its work, and what hampers it. */
export interface Readiness {
  /** Why it cannot; empty when it is ready. */
  readonly faults: readonly string[];
  /** What is wrong but does not keep it from working: another replica would fare no better. */
  readonly remarks: readonly string[];
}

export interface HealthDeps {
  readonly checkReadiness: () => Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'render'>;
}

/** For whoever watches over the service: alive, able to work, and its figures. */
export function registerHealthRoutes(server: FastifyInstance, { checkReadiness, metrics }: HealthDeps): void {
  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.header('content-type', contentType).send(text);
  });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const { faults, remarks } = await checkReadiness();
    const isReady = faults.length === 0;
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', faults, remarks });
  });
}
