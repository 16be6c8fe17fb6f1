import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '../telemetry/logger.js';

export interface WebOptions {
  /** Shown by the pages: whether money is real here. */
  readonly mode: 'live' | 'sandbox';
  /** Where `npm run build` put the pages. */
  readonly folder?: string;
}

/** From dist/src/http to dist/web. */
const BUILT_PAGES = join(import.meta.dirname, '../../web');
const PAGES = { '/': 'index.html', '/console': 'console.html' } as const;

/**
 * Nothing but this origin's own files and its API: a page that buys for a person takes no script, style or frame from
 * anywhere else, and runs none that is written into its text.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The pages, or null in a sandbox that was compiled without them, which is as good without.
 * @throws Error in live mode, where somebody has asked for them.
 */
export function findPages(options: WebOptions, logger: Logger): WebOptions | null {
  const { mode, folder = BUILT_PAGES } = options;
  if (Object.values(PAGES).every((name) => existsSync(join(folder, name)))) return options;
  const fault = 'the web pages are not built: run `npm run build`, or set WEB=off';
  if (mode === 'live') throw new Error(fault);
  logger.warn(fault);
  return null;
}

/**
 * The shop at `/`, the console at `/console`, and their files. Files have a hash in their name and are kept for good; pages
 * are asked for each time, so that a new release is seen at the next visit.
 */
export async function registerPages(
  server: FastifyInstance,
  { mode, folder = BUILT_PAGES }: WebOptions,
): Promise<void> {
  for (const [path, name] of Object.entries(PAGES)) {
    const page = readFileSync(join(folder, name), 'utf8').replace('data-mode="live"', `data-mode="${mode}"`);
    server.get(path, async (_request, reply) =>
      protect(reply)
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('cross-origin-opener-policy', 'same-origin')
        .header('cache-control', 'no-cache')
        .header('content-type', 'text/html; charset=utf-8')
        .send(page),
    );
  }
  await server.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    setHeaders: (reply) => {
      protect(reply).header('cross-origin-resource-policy', 'same-origin');
    },
  });
}

function protect(reply: FastifyReply): FastifyReply {
  return reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
}
