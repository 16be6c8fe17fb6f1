import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '../schema/errors.js';
import { describeError, type Logger } from '../telemetry/logger.js';

/** The answer to a request that never reached GraphQL, in GraphQL's own shape. */
export function describeFault(code: ErrorCode, message: string) {
  return { errors: [{ message, extensions: { code, ...ERROR_CODES[code] } }] };
}

/** Answers what went wrong before GraphQL: a body too large, not JSON, and the like. */
export function createErrorHandler(logger: Logger) {
  return function answerError(
    error: FastifyError,
    request: FastifyRequest,
    reply: FastifyReply,
  ): FastifyReply {
    const status = error.statusCode ?? 500;
    const isClientFault = status >= 400 && status < 500;
    if (isClientFault) return reply.code(status).send(describeFault('BAD_USER_INPUT', error.message));
    logger.error({ ...describeError(error), requestId: request.id }, 'request failed');
    return reply.code(500).send(describeFault('INTERNAL_SERVER_ERROR', 'Internal server error'));
  };
}
