import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import { describeFault } from './answer-fault.js';
import type { Authenticate } from './authenticate.js';
import { nameDocument, putText } from './named-document.js';
import type { TrustedDocuments } from './trusted-documents.js';

export interface TrustCheckDeps {
  readonly documents: TrustedDocuments;
  /** `report` takes what it would refuse, and says so in log and metrics. */
  readonly mode: 'enforce' | 'report';
  readonly authenticate: Authenticate;
  readonly metrics: Pick<Metrics, 'noteLimitHit'>;
  readonly logger: Logger;
}

const REMEMBERED_HASHES = 1000;

/**
 * Takes listed operations only, by hash or by text; a hash is replaced by its text before anything else looks at the request. A
 * caller with the scope `documents:any` may send any text; who calls is asked only when a text is not listed.
 */
export function createTrustCheck({ documents, mode, authenticate, metrics, logger }: TrustCheckDeps) {
  const reported = new Set<string>();

  /** Once per text, or a frontend out of step would fill the log. */
  function report({ text, operation }: { text: string; operation: string | null }): void {
    metrics.noteLimitHit('untrusted_document');
    const sha256 = createHash('sha256').update(text).digest('hex');
    if (reported.has(sha256)) return;
    if (reported.size >= REMEMBERED_HASHES) reported.clear();
    reported.add(sha256);
    logger.warn({ sha256, operation, mode }, 'an operation is not on the list of trusted documents');
  }

  async function mayUseAny(request: FastifyRequest): Promise<boolean> {
    const identity = await authenticate(request.headers).catch(() => null);
    return identity !== null && (identity.scopes.has('documents:any') || identity.scopes.has('operator'));
  }

  return async function refuseUntrusted(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { text, hash } = nameDocument(request);
    const namedText = text === null && hash !== null ? documents.findText(hash) : null;
    if (namedText !== null) return putText(request, namedText);
    // Neither text nor hash: no GraphQL request, which GraphQL's own answer explains.
    if (text === null) return hash === null || mode === 'report' ? undefined : refuse(reply, UNKNOWN_HASH);
    const { isListed, operation } = documents.look(text);
    if (isListed) return hash === null ? undefined : putText(request, text);
    if (await mayUseAny(request)) return;
    report({ text, operation });
    if (mode === 'enforce') await refuse(reply, UNLISTED_TEXT);
  };
}

const UNKNOWN_HASH = 'No trusted document has this hash.';
const UNLISTED_TEXT = 'Only trusted documents are taken here, and this operation is not one of them.';

async function refuse(reply: FastifyReply, message: string): Promise<void> {
  await reply.code(403).send(describeFault('FORBIDDEN', message));
}
