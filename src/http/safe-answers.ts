import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rememberVerdicts } from '../values/recent.js';
import { describeFault } from './answer-fault.js';

/** Every answer: read as the type it says, and kept by nobody on the way, for it may name a customer. */
function keepHarmless(reply: FastifyReply): FastifyReply {
  return reply.header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
}

/** How long anybody may take to send a request; a connection that says nothing ends as well. */
export function boundArrival(requestTimeoutMs: number) {
  return {
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: requestTimeoutMs,
      // Looked for this often: a request that is too slow ends within a quarter of its time after it.
      connectionsCheckingInterval: Math.max(50, Math.ceil(requestTimeoutMs / 4)),
    },
  };
}

/** What holds for every route: headers that keep an answer harmless, and no compressed body. */
export function guardAnswers(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, next) => {
    keepHarmless(reply);
    const coding = request.headers['content-encoding'];
    if (coding === undefined || coding === 'identity') next();
    // Nothing here unpacks: what is small on the wire and huge in memory is refused by its name.
    else reply.code(415).send(describeFault('BAD_USER_INPUT', 'A compressed body is not taken.'));
  });
}

/** Answers an address that cannot be read, with nothing of it: it may hold a username. */
export function answerUnreadable(_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  refuseAddress(keepHarmless(reply).header('x-request-id', request.id));
}

const REMEMBERED_HOSTS = 100;
/** The longest name in DNS. */
const MAX_HOST_LENGTH = 253;

/**
 * Apollo Server's adapter puts host and path together and throws where they make no URL: the sender's fault, not ours. The path is
 * the route's own, so the host decides. Verdicts are remembered, since nearly all requests name the same few.
 */
export function createHostCheck() {
  const isReadable = rememberVerdicts((hostname) => URL.canParse(`http://${hostname}/`), {
    limit: REMEMBERED_HOSTS,
    maxLength: MAX_HOST_LENGTH,
  });

  return function refuseUnreadableHost(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
    if (isReadable(request.hostname)) next();
    else refuseAddress(reply);
  };
}

function refuseAddress(reply: FastifyReply): FastifyReply {
  return reply.code(400).send(describeFault('BAD_USER_INPUT', 'The address of this request cannot be read.'));
}
