import { createHash } from 'node:crypto';
import { printExecutableGraphQLDocument } from '@graphql-tools/documents';
import { type DocumentNode, Kind, parse } from 'graphql';
import { z } from 'zod';
import { rememberVerdicts } from '../values/recent.js';

/** The operations that are taken, by hash and by text. */
export interface TrustedDocuments {
  /** The listed text of a hash, with or without `sha256:` before it; null when there is none. */
  findText(hash: string): string | null;
  /** Whether a text is a listed one, however it is laid out and in whatever order it asks for fields. */
  look(text: string): { readonly isListed: boolean; readonly operation: string | null };
}

const MAX_DOCUMENTS = 10_000;
const MAX_LENGTH = 65_536;
const MAX_TOKENS = 10_000;
const REMEMBERED_TEXTS = 1000;
/** A longer text is read anew each time: a thousand of them would be remembered at the cost of all memory. */
const REMEMBERED_LENGTH = 8192;

const fileSchema = z.record(z.string(), z.string().min(1).max(MAX_LENGTH));
const HASH = /^(?:sha256:)?([0-9a-f]{64})$/;

type Look = ReturnType<TrustedDocuments['look']>;

/**
 * Reads TRUSTED_DOCUMENTS_FILE: `{"sha256:…": "text"}`, as codegen's client preset writes it (persisted-documents.json).
 * @throws Error that names the fault.
 */
export function parseTrustedDocuments(json: string): TrustedDocuments {
  const texts = readTexts(json);
  const listed = new Set([...texts.values()].map((text) => printExecutableGraphQLDocument(parse(text))));
  const look = rememberVerdicts((text) => lookAt(text, listed), {
    limit: REMEMBERED_TEXTS,
    maxLength: REMEMBERED_LENGTH,
  });

  return {
    findText: (hash) => texts.get(hash.replace(/^sha256:/, '')) ?? null,
    look,
  };
}

function readTexts(json: string): Map<string, string> {
  const parsed = fileSchema.safeParse(parseJson(json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `TRUSTED_DOCUMENTS_FILE ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`,
    );
  }
  const entries = Object.entries(parsed.data);
  if (entries.length === 0) throw new Error('TRUSTED_DOCUMENTS_FILE must list at least one document');
  if (entries.length > MAX_DOCUMENTS)
    throw new Error(`TRUSTED_DOCUMENTS_FILE must not list over ${MAX_DOCUMENTS}`);
  return new Map(
    entries.map(([key, text]) => {
      const hash = HASH.exec(key)?.[1];
      if (hash === undefined)
        throw new Error(`TRUSTED_DOCUMENTS_FILE ${key} must be "sha256:" and 64 hex digits`);
      if (createHash('sha256').update(text).digest('hex') !== hash) {
        throw new Error(`TRUSTED_DOCUMENTS_FILE ${key} is not the SHA-256 of its text`);
      }
      if (read(text) === null) throw new Error(`TRUSTED_DOCUMENTS_FILE ${key} is no GraphQL document`);
      return [hash, text];
    }),
  );
}

/** The list is in the order that codegen hashes; a client that sends its text has its own. */
function lookAt(text: string, listed: ReadonlySet<string>): Look {
  const document = text.length <= MAX_LENGTH ? read(text) : null;
  if (document === null) return { isListed: false, operation: null };
  return {
    isListed: listed.has(printExecutableGraphQLDocument(document)),
    operation: nameOperation(document),
  };
}

function nameOperation({ definitions }: DocumentNode): string | null {
  const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const name = operation && 'name' in operation ? operation.name?.value : undefined;
  return name?.slice(0, 100) ?? null;
}

function read(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch {
    return null;
  }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('TRUSTED_DOCUMENTS_FILE is not JSON');
  }
}
