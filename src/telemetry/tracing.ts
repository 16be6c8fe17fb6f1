import type { Attributes, Context, Span } from '@opentelemetry/api';
import { toCauseLabel } from './cause-label.js';

/** The HTTP headers of a request, as far as tracing reads them. */
export type TraceHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One request's span, from its first line to its last byte. */
export interface RequestSpan {
  /** Goes on with `next` inside the span, so that what it starts becomes its child. */
  enter(next: () => void): void;
  end(answer: { route: string; method: string; status: number }): void;
}

/**
 * Traces, sent to a collector. What is recorded is a closed set: names of calls and kinds of outcome, never an argument, a URL,
 * a username or a message.
 */
export interface Tracing {
  /** Begins at the caller's `traceparent` (W3C), or a trace of its own. */
  startRequest(headers: TraceHeaders): RequestSpan;
  /** Runs work that nobody asked for by HTTP as a trace of its own. */
  traceRoot<T>(name: string, work: () => Promise<T>): Promise<T>;
  /**
   * The same object with each method's call recorded as a span `layer.method`, if it happens within a trace. Of a result only
   * what comes from a closed set is recorded: its `kind`, `cause`, `status` and `problem`.
   */
  traceCalls<T extends object>(layer: string, target: T): T;
  /** For the log: which trace a line belongs to. */
  activeIds(): { traceId: string; spanId: string } | undefined;
  /** Sends what is left; gives up after some seconds. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 3_000;
/** Numbers of `SpanKind` and `SpanStatusCode` (OpenTelemetry API): the module itself is loaded only where tracing is on. */
const KIND_SERVER = 1;
const STATUS_ERROR = 2;

/**
 * Tracing by OpenTelemetry to `<endpoint>/v1/traces` (OTLP over HTTP). Nothing global is set, and no library is patched:
 * automatic spans of HTTP clients would carry URLs, and upstream's URLs carry the token. The SDK is loaded here, so that a
 * service without tracing neither loads it nor pays for it.
 */
export async function createTracing(endpoint: string): Promise<Tracing> {
  const [{ ROOT_CONTEXT, trace, defaultTextMapGetter }, sdk, { OTLPTraceExporter }, hooks, core, resources] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'hashcnet-graphql' }),
    // Bounded: past 2,048 waiting spans, new ones are dropped.
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('hashcnet-graphql');
  const contexts = new hooks.AsyncLocalStorageContextManager();
  contexts.enable();
  const propagator = new core.W3CTraceContextPropagator();

  async function runIn<T>(parent: Context, name: string, work: () => T | Promise<T>): Promise<T> {
    const span = tracer.startSpan(name, {}, parent);
    try {
      const result = await contexts.with(trace.setSpan(parent, span), work);
      span.setAttributes(describeResult(result));
      return result;
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  return {
    startRequest(headers) {
      const parent = propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
      const span = tracer.startSpan('request', { kind: KIND_SERVER }, parent);
      const context = trace.setSpan(parent, span);
      return {
        enter: (next) => contexts.with(context, next),
        end: ({ route, method, status }) => {
          span.updateName(`${method} ${route}`);
          span.setAttributes({
            'http.request.method': method,
            'http.route': route,
            'http.response.status_code': status,
          });
          if (status >= 500) span.setStatus({ code: STATUS_ERROR });
          span.end();
        },
      };
    },
    traceRoot: (name, work) => runIn(ROOT_CONTEXT, name, work),
    traceCalls: (layer, target) =>
      mapMethods(target, (name, call) => (...args) => {
        const parent = contexts.active();
        return trace.getSpan(parent) === undefined
          ? call(...args)
          : runIn(parent, `${layer}.${name}`, () => call(...args));
      }),
    activeIds() {
      const span = trace.getSpan(contexts.active())?.spanContext();
      return span && { traceId: span.traceId, spanId: span.spanId };
    },
    async stop() {
      const { promise: timeout, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, STOP_TIMEOUT_MS);
      // A collector that is away must not hold up the exit, nor make it look like a failure.
      await Promise.race([provider.shutdown().catch(() => undefined), timeout]);
      clearTimeout(timer);
      contexts.disable();
    },
  };
}

type Method = (...args: unknown[]) => unknown;

function mapMethods<T extends object>(target: T, wrap: (name: string, call: Method) => Method): T {
  const entries = Object.entries(target).map(([name, value]) => [
    name,
    typeof value === 'function' ? wrap(name, value.bind(target) as Method) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

const RECORDED = ['kind', 'status', 'problem'] as const;

function describeResult(result: unknown): Attributes {
  if (typeof result !== 'object' || result === null) return {};
  const fields = result as Readonly<Record<string, unknown>>;
  const attributes: Attributes = {};
  for (const name of RECORDED) {
    const value = fields[name];
    if (typeof value === 'string') attributes[name === 'kind' ? 'outcome' : name] = value;
  }
  if (typeof fields['cause'] === 'string') attributes['cause'] = toCauseLabel(fields['cause']);
  return attributes;
}

function fail(span: Span, error: unknown): void {
  span.setStatus({ code: STATUS_ERROR });
  if (error instanceof Error) span.setAttribute('error.type', error.name);
}
