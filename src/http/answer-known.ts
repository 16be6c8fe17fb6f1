import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLContext } from '../resolvers/context.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { AnswerRequest } from './answer-together.js';
import { formatErrors } from './format-errors.js';
import type { KnownOperations, RunOperation } from './known-operations.js';
import type { MaskError } from './mask-error.js';
import { isLongPage } from './refuse-long-page.js';

export interface KnownAnswerDeps {
  readonly operations: Pick<KnownOperations, 'find'>;
  readonly maskError: MaskError;
  readonly metrics: Pick<Metrics, 'noteCompiledQuery'>;
  /** @throws GraphQLError for a caller who is refused */
  readonly contextOf: (request: FastifyRequest) => Promise<GraphQLContext>;
  /** For whatever is out of the ordinary. */
  readonly answerByApollo: AnswerRequest;
}

/**
 * Answers a plain request for a known query. Whatever is out of the ordinary is left to Apollo Server, before anything has
 * been resolved: another method or media type, an unknown text, a caller who is refused, variables that do not fit. So the rules
 * for those are in one place.
 */
export function createKnownAnswer(deps: KnownAnswerDeps): AnswerRequest {
  const { operations, maskError, metrics, contextOf, answerByApollo } = deps;

  async function answerKnown(
    run: RunOperation,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const { variables } = request.body as PlainRequest;
    const context = await contextOf(request).catch(() => null);
    const result = context && (await run(undefined, context, variables ?? {}));
    if (result === null || !('data' in result)) return answerByApollo(request, reply);
    metrics.noteCompiledQuery();
    return write(reply, result, maskError);
  }

  return (request, reply) => {
    const asked = readPlainRequest(request);
    const run = asked && operations.find(asked.query, asked.operationName ?? null);
    return run ? answerKnown(run, request, reply) : answerByApollo(request, reply);
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
  if (!isRecord(body)) return null;
  for (const name in body) if (!PLAIN_FIELDS.has(name)) return null;
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

/** The body, with its headers and status set. */
function write(reply: FastifyReply, { data, errors }: Result, maskError: MaskError): string {
  if (errors === undefined || errors.length === 0) return writeJson(reply, { data });
  const formatted = formatErrors(errors, maskError);
  for (const [name, value] of formatted.headers) reply.header(name, value);
  reply.code(isLongPage({ data, errors }) ? 400 : formatted.status);
  return writeJson(reply, { errors: formatted.errors, data });
}

function writeJson(reply: FastifyReply, answer: object): string {
  reply.header('content-type', 'application/json; charset=utf-8');
  return `${JSON.stringify(answer)}\n`;
}
