import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLContext } from '../resolvers/context.js';
import type { Metrics } from '../telemetry/metrics.js';
import { formatErrors } from './format-errors.js';
import type { KnownOperations, RunOperation } from './known-operations.js';
import type { MaskError } from './mask-error.js';
import { isLongPage } from './refuse-long-page.js';

export interface KnownAnswerDeps {
  readonly operations: Pick<KnownOperations, 'find'>;
  readonly maskError: MaskError;
  readonly metrics: Pick<Metrics, 'noteCompiledQuery'>;
  readonly contextOf: (request: FastifyRequest) => Promise<GraphQLContext>;
}

/**
 * Answers a plain request for a known query. Whatever is out of the ordinary is left to Apollo Server, by false and before anything has
 * been resolved: another method or media type, an unknown text, a caller who is refused, variables that do not fit. So the rules
 * for those are in one place.
 */
export function createKnownAnswer({ operations, maskError, metrics, contextOf }: KnownAnswerDeps) {
  return async function answerKnown(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const asked = readPlainRequest(request);
    const run = asked && operations.find(asked.query, asked.operationName ?? null);
    if (!run) return false;
    const context = await contextOf(request).catch(() => null);
    const result = context && (await run(undefined, context, asked.variables ?? {}));
    if (result === null || !('data' in result)) return false;
    metrics.noteCompiledQuery();
    send(reply, result, maskError);
    return true;
  };
}

interface PlainRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

const PLAIN_FIELDS: ReadonlySet<string> = new Set(['query', 'operationName', 'variables']);
const PLAIN_ACCEPT: ReadonlySet<string | undefined> = new Set([undefined, '*/*', 'application/json']);

/** A POST of JSON that asks for JSON and holds a text, perhaps its variables and its name, and nothing else; else null. */
function readPlainRequest({ method, body, headers }: FastifyRequest): PlainRequest | null {
  if (method !== 'POST' || !PLAIN_ACCEPT.has(headers.accept)) return null;
  if (!isRecord(body) || !Object.keys(body).every((name) => PLAIN_FIELDS.has(name))) return null;
  const { query, operationName, variables } = body;
  const isPlain =
    typeof query === 'string' &&
    (operationName == null || typeof operationName === 'string') &&
    (variables == null || isRecord(variables));
  return isPlain ? (body as unknown as PlainRequest) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Result = Awaited<ReturnType<RunOperation>>;

function send(reply: FastifyReply, { data, errors }: Result, maskError: MaskError): void {
  reply.header('content-type', 'application/json; charset=utf-8');
  if (errors === undefined || errors.length === 0) {
    reply.send(`${JSON.stringify({ data })}\n`);
    return;
  }
  const formatted = formatErrors(errors, maskError);
  for (const [name, value] of formatted.headers) reply.header(name, value);
  const status = isLongPage({ data, errors }) ? 400 : formatted.status;
  reply.code(status).send(`${JSON.stringify({ errors: formatted.errors, data })}\n`);
}
