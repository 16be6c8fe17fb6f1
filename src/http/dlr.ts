import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Given the reference that a report names. */
export type HandleReport = (reference: string) => Promise<void>;

const REFERENCE_PATTERN = /^[A-Za-z0-9]{1,50}$/;
const BODY_LIMIT_BYTES = 16 * 1024;
const LIMITS = { fieldNameSize: 50, fieldSize: 1024, fields: 10, files: 0, parts: 10, headerPairs: 20 };

/**
 * `POST /dlr`: upstream's delivery report, multipart/form-data (upstream.md section 4). Anybody could post one, so the
 * answer is the same whatever it says: 204 once it has been read, known reference or not.
 */
export async function registerDlrRoute(server: FastifyInstance, handleReport: HandleReport): Promise<void> {
  await server.register(async (scope) => {
    await scope.register(multipart, { limits: LIMITS });
    scope.addHook('onRequest', async (request, reply) => {
      // The parser skims over what is too long instead of stopping, so a body must say its length and be short.
      const length = request.headers['content-length'];
      if (length === undefined) return reply.code(411).send();
      if (Number(length) > BODY_LIMIT_BYTES) return reply.code(413).send();
      return undefined;
    });
    scope.post('/dlr', async (request, reply) => {
      const reference = await readReference(request).catch(refuseMalformed);
      if (reference !== null) await handleReport(reference);
      return reply.code(204).send();
    });
  });
}

/** What the parser trips over is the sender's fault; what it refuses for its size says so by itself. */
function refuseMalformed(error: unknown): never {
  const { statusCode } = error as { statusCode?: number };
  throw statusCode === undefined
    ? Object.assign(new Error('the body is not a form'), { statusCode: 400 })
    : error;
}

async function readReference(request: FastifyRequest): Promise<string | null> {
  if (!request.isMultipart()) return null;
  let reference: string | null = null;
  for await (const part of request.parts()) {
    if (part.type !== 'field' || part.fieldname !== 'reference') continue;
    if (typeof part.value === 'string' && REFERENCE_PATTERN.test(part.value)) reference = part.value;
  }
  return reference;
}
