import type { FastifyRequest } from 'fastify';

/** What a request says of the document it means. */
interface NamedDocument {
  readonly text: string | null;
  /** From `extensions.persistedQuery.sha256Hash` or `documentId`. */
  readonly hash: string | null;
}

type Fields = Record<string, unknown>;

/** Reads the request as it came, by POST or by GET; nothing of it is checked yet. */
export function nameDocument(request: FastifyRequest): NamedDocument {
  const fields = readFields(request);
  const { query, documentId } = fields;
  const persistedQuery = asFields(asFields(readExtensions(fields))['persistedQuery']);
  const hash = documentId ?? persistedQuery['sha256Hash'];
  return { text: typeof query === 'string' ? query : null, hash: typeof hash === 'string' ? hash : null };
}

/** Puts the text where the hash was, so that whatever comes after sees an ordinary request. */
export function putText(request: FastifyRequest, text: string): void {
  const { documentId: _documentId, extensions: _extensions, ...fields } = readFields(request);
  const { persistedQuery: _persistedQuery, ...others } = asFields(readExtensions(readFields(request)));
  if (request.method !== 'GET') {
    request.body = { ...fields, query: text, ...(Object.keys(others).length > 0 && { extensions: others }) };
    return;
  }
  const named = { ...(fields as Record<string, string>), query: text };
  request.query = named;
  // Apollo Server reads the URL itself.
  request.raw.url = `/graphql?${new URLSearchParams(named)}`;
}

function readFields(request: FastifyRequest): Fields {
  return asFields(request.method === 'GET' ? request.query : request.body);
}

/** By GET they are JSON in text. */
function readExtensions({ extensions }: Fields): unknown {
  if (typeof extensions !== 'string') return extensions;
  try {
    return JSON.parse(extensions);
  } catch {
    return null;
  }
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
