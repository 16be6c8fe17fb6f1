import { createObservers } from './app-observers.js';
import { createServices } from './app-services.js';
import type { Config } from './config.js';
import { createHashcnetDataSource } from './datasources/hashcnet/hashcnet.datasource.js';
import { createIspCatalogue, DEFAULT_ISPS, parseIsps } from './datasources/isps.js';
import { chooseAuthentication } from './http/choose-authentication.js';
import { createGraphQLServer } from './http/graphql-server.js';
import { createKnownOperations } from './http/known-operations.js';
import { listen } from './http/listen.js';
import { createErrorMask } from './http/mask-error.js';
import { createReadinessCheck } from './http/readiness.js';
import { createServer } from './http/server.js';
import { parseTrustedDocuments } from './http/trusted-documents.js';
import { watchApiKeys } from './http/watch-api-keys.js';
import { findPages } from './http/web.js';
import { openLedger } from './ledger/open-ledger.js';
import { FAILURE_CODES } from './ledger/renewal-record.js';
import { ATTENTION_REASONS } from './renewals/attention.js';
import { findOpenRenewals } from './renewals/find-open.js';
import { buildSubgraph } from './resolvers/build-schema.js';
import { type Sandbox, startSandbox } from './sandbox/sandbox.js';
import { ERROR_CODES } from './schema/errors.js';
import { createLogger, type LogDestination } from './telemetry/logger.js';
import { createMetrics } from './telemetry/metrics.js';
import { createSubscriberHash } from './telemetry/subscriber-hash.js';
import { createTracing } from './telemetry/tracing.js';
import { type Clock, systemClock } from './values/clock.js';
import { Secret } from './values/secret.js';

/** The values that labels of metrics are known to take. */
const KNOWN_LABELS = {
  failures: FAILURE_CODES,
  flags: Object.keys(ATTENTION_REASONS),
  errorCodes: Object.keys(ERROR_CODES),
  limits: ['operation_size', 'requests_under_way', 'rate_subscriber', 'rate_renew', 'untrusted_document'],
};

export interface App {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** The stand-in upstream; null in live mode. */
  readonly sandbox: Sandbox | null;
  /** Takes no more requests, finishes the purchases under way within the drain time, then closes everything. */
  stop(): Promise<void>;
}

export interface AppOverrides {
  /** Where log lines go instead of standard output. */
  readonly logDestination?: LogDestination;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** How often a query has to have come before it is compiled. */
  readonly compileAfterUses?: number;
}

const COMPILE_AFTER_USES = 5;

/**
 * Wires the layers and starts listening.
 * @throws LedgerRefusedError, LedgerUnavailableError, or an Error that names the faulty setting.
 */
export async function startApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const { clock = systemClock, random = Math.random } = overrides;
  const tracing = config.otlpEndpoint === null ? null : await createTracing(config.otlpEndpoint);
  const traced = <T extends object>(layer: string, target: T): T =>
    tracing === null ? target : tracing.traceCalls(layer, target);
  const logger = createLogger({
    level: config.logLevel,
    ...(overrides.logDestination && { destination: overrides.logDestination }),
    ...(tracing && { mixin: () => tracing.activeIds() ?? {} }),
  });
  const trust = config.trustedDocuments && {
    documents: parseTrustedDocuments(config.trustedDocuments.json),
    mode: config.trustedDocuments.mode,
  };
  const isps = createIspCatalogue(config.ispsJson === null ? DEFAULT_ISPS : parseIsps(config.ispsJson));
  const apiKeys = config.apiKeysFile === null ? null : watchApiKeys(config.apiKeysFile, logger);
  const authenticate = chooseAuthentication(config, apiKeys);
  const ledger = traced(
    'ledger',
    await openLedger({ url: config.databaseUrl, environment: config.upstream ? 'live' : 'sandbox' }),
  );
  // The ledger outlives this process and the sandbox does not: its sessions must not come twice.
  const sandbox = config.upstream === null ? await startSandbox({ firstSessionId: clock.nowMs() }) : null;
  const hashcnet = traced(
    'hashcnet',
    createHashcnetDataSource({
      ...config.upstreamCalls,
      ...(config.upstream ?? standIn(sandbox)),
      clock,
      random,
      onCall: (call) => observers.onCall(call),
      onWarning: (warning) => observers.onUpstreamWarning(warning),
    }),
  );
  const metrics = createMetrics({
    known: KNOWN_LABELS,
    findOpen: () => findOpenRenewals(ledger),
    readUpstream: () => hashcnet.state(),
    nowMs: () => clock.nowMs(),
  });
  const hashSubscriber = createSubscriberHash(config.offers.secret);
  const observers = createObservers({ logger, metrics, hashSubscriber });
  const { services, reconcile, inFlight, receiveReport } = createServices({
    config,
    isps,
    ledger,
    hashcnet,
    observers,
    clock,
    random,
    tracing,
  });

  const isOpenToAll = config.upstream === null;
  const { schema } = buildSubgraph();
  const operations = createKnownOperations({
    schema,
    compileAfterUses: overrides.compileAfterUses ?? COMPILE_AFTER_USES,
  });
  const maskError = createErrorMask({
    reportInternal: observers.onInternalError,
    noteError: (code) => metrics.noteError(code),
  });
  const apollo = createGraphQLServer({
    schema,
    maskError,
    plugins: [operations.plugin],
    showSchema: isOpenToAll,
  });
  await apollo.start();
  const server = await createServer({
    apollo,
    operations,
    maskError,
    authenticate,
    services,
    receiveReport,
    checkReadiness: createReadinessCheck({ ledger, hashcnet, apiKeys, logger }),
    metrics,
    corsOrigins: config.http.corsOrigins,
    limits: config.limits,
    trust,
    showPlayground: isOpenToAll,
    web: config.servesPages ? findPages({ mode: isOpenToAll ? 'sandbox' : 'live' }, logger) : null,
    logger,
    tracing,
  });
  const url = await listen(server, config.http);
  sandbox?.control.setDlrUrl(`${url}/dlr`);
  const stopping = new AbortController();
  const reconciling = reconcile.run(stopping.signal);
  logger.info({ url, mode: sandbox ? 'sandbox' : 'live' }, 'listening');

  return {
    url,
    sandbox,
    async stop() {
      stopping.abort();
      apiKeys?.close();
      const patience = new AbortController();
      const drained = Promise.all([server.close(), inFlight.whenIdle(), reconciling]);
      await Promise.race([drained, clock.sleep(config.drainTimeoutMs, patience.signal)]);
      patience.abort();
      await apollo.stop();
      await hashcnet.close();
      await ledger.close();
      await sandbox?.close();
      await tracing?.stop();
      logger.info('stopped');
    },
  };
}

function standIn(sandbox: Sandbox | null): { baseUrl: string; token: Secret } {
  if (sandbox === null) throw new Error('there is neither an upstream nor a sandbox');
  return { baseUrl: sandbox.url, token: new Secret(sandbox.token) };
}
