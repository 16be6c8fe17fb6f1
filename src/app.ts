import type { AddressInfo } from 'node:net';
import type { Config } from './config.js';
import { createHashcnetDataSource } from './datasources/hashcnet/hashcnet.datasource.js';
import { createIspCatalogue, DEFAULT_ISPS, parseIsps } from './datasources/isps.js';
import { type Authenticate, authenticateSandbox, createAuthentication } from './http/authenticate.js';
import { createGraphQLServer } from './http/graphql-server.js';
import { createTokenVerification } from './http/jwt.js';
import { createKnownOperations } from './http/known-operations.js';
import { createErrorMask } from './http/mask-error.js';
import { createReadinessCheck } from './http/readiness.js';
import { createServer } from './http/server.js';
import { parseTrustedDocuments } from './http/trusted-documents.js';
import { type WatchedApiKeys, watchApiKeys } from './http/watch-api-keys.js';
import { openLedger } from './ledger/open-ledger.js';
import { FAILURE_CODES } from './ledger/renewal-record.js';
import { ATTENTION_REASONS } from './renewals/attention.js';
import { createCheck } from './renewals/check.js';
import { findOpenRenewals } from './renewals/find-open.js';
import { createInFlight } from './renewals/in-flight.js';
import { createLookUpSubscriber } from './renewals/look-up-subscriber.js';
import { createOffers } from './renewals/offer.js';
import { createPolicy } from './renewals/policy.js';
import { createReferences } from './renewals/purchase-identity.js';
import { createRenewalReader } from './renewals/read.js';
import { createReceiveReport } from './renewals/receive-report.js';
import { createReconcile } from './renewals/reconcile.js';
import { createRenew } from './renewals/renew.js';
import { createSettle, type SettleDeps } from './renewals/settle.js';
import { shareLookups } from './renewals/share-lookups.js';
import { buildSubgraph } from './resolvers/build-schema.js';
import { createRateLimit } from './resolvers/rate-limit.js';
import { type Sandbox, startSandbox } from './sandbox/sandbox.js';
import { ERROR_CODES } from './schema/errors.js';
import { logLookup } from './telemetry/log-lookup.js';
import { createLogger, describeError, type LogDestination, type Logger } from './telemetry/logger.js';
import { createMetrics, type Metrics } from './telemetry/metrics.js';
import { createSubscriberHash, type HashSubscriber } from './telemetry/subscriber-hash.js';
import { createTracing } from './telemetry/tracing.js';
import { type Clock, systemClock } from './values/clock.js';
import { Secret } from './values/secret.js';

/** Every limit that a request may meet, as `limit_hits_total` names them. */
const LIMITS = ['operation_size', 'requests_under_way', 'rate_subscriber', 'rate_renew'];

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
  const tracing = config.otlpEndpoint === null ? null : await createTracing(config.otlpEndpoint);
  const traced = <T extends object>(layer: string, target: T): T =>
    tracing === null ? target : tracing.traceCalls(layer, target);
  const logger = createLogger({
    level: config.logLevel,
    ...(overrides.logDestination && { destination: overrides.logDestination }),
    ...(tracing && { mixin: () => tracing.activeIds() ?? {} }),
  });
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? Math.random;
  const trust = config.trustedDocuments && {
    documents: parseTrustedDocuments(config.trustedDocuments.json),
    mode: config.trustedDocuments.mode,
  };
  const isps = createIspCatalogue(config.ispsJson === null ? DEFAULT_ISPS : parseIsps(config.ispsJson));
  const apiKeys = config.apiKeysFile === null ? null : watchApiKeys(config.apiKeysFile, logger);
  const ledger = traced(
    'ledger',
    await openLedger({ url: config.databaseUrl, environment: config.upstream ? 'live' : 'sandbox' }),
  );
  // The ledger outlives this process and the sandbox does not: its sessions must not come twice.
  const sandbox = config.upstream === null ? await startSandbox({ firstSessionId: clock.nowMs() }) : null;
  const { baseUrl, token } = config.upstream ?? standIn(sandbox);

  const hashcnet = traced(
    'hashcnet',
    createHashcnetDataSource({
      ...config.upstreamCalls,
      baseUrl,
      token,
      clock,
      random,
      onCall: (call) => metrics.noteUpstreamCall(call),
      onWarning: (warning) => logger.warn({ warning }, 'upstream answer'),
    }),
  );
  const metrics = createMetrics({
    known: {
      failures: FAILURE_CODES,
      flags: Object.keys(ATTENTION_REASONS),
      errorCodes: Object.keys(ERROR_CODES),
      limits: LIMITS,
    },
    findOpen: () => findOpenRenewals(ledger),
    readUpstream: () => hashcnet.state(),
    nowMs: () => clock.nowMs(),
  });
  const policy = createPolicy(config.settlement);
  const offers = createOffers(config.offers);
  const inFlight = createInFlight();
  const hashSubscriber = createSubscriberHash(config.offers.secret);
  const onDecision = noteDecision({ logger, metrics, hashSubscriber });
  const settle = createSettle({ ledger, clock, random, policy, onDecision });
  const check = createCheck({ ledger, hashcnet, settle, clock, policy });
  const reconcile = createReconcile({
    ledger,
    hashcnet,
    check: {
      ...check,
      lookUp: (claimed) =>
        tracing === null
          ? check.lookUp(claimed)
          : tracing.traceRoot('reconcile.lookUp', () => check.lookUp(claimed)),
    },
    clock,
    random,
    intervalMs: config.settlement.reconcileIntervalMs,
    useBulkLookup: config.upstreamCalls.useBulkLookup,
    onError: (error) => {
      metrics.noteReconcileFailure();
      logger.error(describeError(error), 'reconciling failed');
    },
  });
  const renew = createRenew({
    ledger,
    hashcnet,
    offers,
    settle,
    clock,
    policy,
    makeReference: createReferences(config.offers.secret),
    onSettleFailure: (renewal, error) =>
      logger.error(
        { ...describeError(error), renewalId: renewal.id },
        'an answered order could not be written',
      ),
  });
  const lookups = shareLookups({
    lookUp: createLookUpSubscriber({ isps, hashcnet, offers, clock, offerTtlMs: config.offers.ttlMs }),
    clock,
    keepMs: config.lookupCacheMs,
  });
  const services = {
    isps,
    ...traced('renewals', {
      lookUpSubscriber: noteResult(lookups.lookUp, (result, [{ slug, username }]) => {
        metrics.noteLookup(result.kind);
        logLookup(logger, { slug, subscriber: hashSubscriber(username), result });
      }),
      renew: noteResult(inFlight.track(renew), ({ renewal, problem, replayed }) => {
        metrics.noteRenewRequest(problem ?? (replayed ? 'replayed' : 'recorded'));
        if (renewal !== null) lookups.forget(renewal);
      }),
    }),
    renewals: createRenewalReader({
      ledger,
      check,
      clock,
      overdueMs: config.settlement.reconcileIntervalMs * 2,
    }),
    credits: () => hashcnet.credits(),
    takeTurn: createRateLimit({
      perMinute: config.rateLimitPerMinute,
      clock,
      onRefusal: (field) => metrics.noteLimitHit(`rate_${field}`),
    }),
  };

  const isOpenToAll = config.upstream === null;
  const { schema } = buildSubgraph();
  const operations = createKnownOperations({
    schema,
    compileAfterUses: overrides.compileAfterUses ?? COMPILE_AFTER_USES,
  });
  const maskError = createErrorMask({
    reportInternal: (error) => logger.error(describeError(error), 'unexpected error'),
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
    authenticate: chooseAuthentication(config, apiKeys),
    services,
    receiveReport: createReceiveReport({ ledger, settle, wake: reconcile.wake }),
    checkReadiness: createReadinessCheck({ ledger, hashcnet, apiKeys, logger }),
    metrics,
    corsOrigins: config.http.corsOrigins,
    limits: config.limits,
    trust,
    showPlayground: isOpenToAll,
    logger,
    tracing,
  });
  await server.listen({ host: config.http.host, port: config.http.port }).catch(refuseAddress);
  const url = describeAddress(server.server.address() as AddressInfo);
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

/** Everybody is the sandbox's client only where no money is real and nobody was named. */
function chooseAuthentication({ upstream, jwt }: Config, apiKeys: WatchedApiKeys | null): Authenticate {
  if (apiKeys === null && jwt === null) {
    if (upstream !== null) throw new Error('API_KEYS_FILE or JWT_JWKS_URL is required in live mode');
    return authenticateSandbox;
  }
  return createAuthentication({
    findByApiKey: apiKeys?.find ?? null,
    verifyToken: jwt && createTokenVerification(jwt),
  });
}

/** Tells of what came of a call, and leaves the call as it is. */
function noteResult<Args extends unknown[], Result>(
  call: (...args: Args) => Promise<Result>,
  note: (result: Result, args: Args) => void,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    const result = await call(...args);
    note(result, args);
    return result;
  };
}

function standIn(sandbox: Sandbox | null): { baseUrl: string; token: Secret } {
  if (sandbox === null) throw new Error('there is neither an upstream nor a sandbox');
  return { baseUrl: sandbox.url, token: new Secret(sandbox.token) };
}

/** By the settings' names: the system's own words would quote their values. */
function refuseAddress(error: unknown): never {
  const code = (error as { code?: unknown } | null)?.code;
  throw new Error(`it cannot listen at HOST and PORT (${typeof code === 'string' ? code : 'unknown'})`);
}

function describeAddress({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function noteDecision(deps: {
  logger: Logger;
  metrics: Metrics;
  hashSubscriber: HashSubscriber;
}): NonNullable<SettleDeps['onDecision']> {
  const { logger, metrics, hashSubscriber } = deps;
  return (before, { next }) => {
    metrics.noteRenewal({ before, after: next });
    const { id: renewalId, status, pendingReason, attention } = next;
    const subscriber = hashSubscriber(next.username);
    logger.info({ renewalId, subscriber, from: before.status, status, pendingReason, attention }, 'renewal');
  };
}
