import type { FastifyReply, FastifyRequest } from 'fastify';
import { Kind, parse } from 'graphql';
import { rememberVerdicts } from '../values/recent.js';
import type { RawRequest } from './limits/check-request.js';

/** The catalogue is the same for everybody, and as long as the process lives. */
const PUBLIC = 'public, max-age=3600';
const PRIVATE = 'private, no-store';

const PUBLIC_FIELDS: ReadonlySet<string> = new Set(['isps', 'isp', '__typename']);
const REMEMBERED_TEXTS = 100;
/** Asking for the catalogue takes few words; a longer text is not even looked at. */
const MAX_LENGTH = 1000;

/**
 * Gives every answer its `cache-control`: an operation that asks for the catalogue alone may be kept by anybody, all others
 * by nobody. Decided once per text from its root fields, and never from what was resolved, so that it costs next to nothing.
 */
export function createCacheHint() {
  const isPublic = rememberVerdicts(asksForCatalogue, { limit: REMEMBERED_TEXTS, maxLength: MAX_LENGTH });

  return function addCacheHint(
    request: FastifyRequest,
    reply: FastifyReply,
    payload: unknown,
    done: (error: null, payload: unknown) => void,
  ): void {
    const { query } = ((request.method === 'GET' ? request.query : request.body) ?? {}) as RawRequest;
    // The answer is looked at last: a text that was put together is written out whole by a look at its first letters.
    const mayKeep =
      typeof query === 'string' && query.length <= MAX_LENGTH && isPublic(query) && isWholeAnswer(payload);
    reply.header('cache-control', mayKeep ? PUBLIC : PRIVATE);
    if (mayKeep) reply.header('vary', addVary(reply.getHeader('vary')));
    done(null, payload);
  };
}

/** The answer's media type follows `accept`; CORS may have named `origin` already. */
function addVary(before: unknown): string {
  return typeof before === 'string' ? `${before}, accept` : 'accept';
}

/** Errors come first in an answer, if there are any; a refusal has nothing else. */
function isWholeAnswer(payload: unknown): boolean {
  return typeof payload === 'string' && payload.startsWith('{"data":');
}

/** Plain fields only: a fragment at the root would have to be followed. */
function asksForCatalogue(text: string): boolean {
  try {
    return parse(text, { noLocation: true }).definitions.every(
      (definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ||
        (definition.kind === Kind.OPERATION_DEFINITION &&
          definition.selectionSet.selections.every(
            (selection) => selection.kind === Kind.FIELD && PUBLIC_FIELDS.has(selection.name.value),
          )),
    );
  } catch {
    return false;
  }
}
