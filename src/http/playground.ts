import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** GraphiQL's page is all inline, its workers are blobs; what it may talk to is this service alone. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  'worker-src blob:',
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * GraphiQL in one page that needs no internet. It weighs megabytes, so it is loaded when it is first asked for.
 * Serves a browser that opens the endpoint; a GraphQL request by GET is left to the GraphQL route.
 */
export function createPlayground() {
  let page: Promise<Buffer> | null = null;
  return async function servePlayground(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!wantsPage(request)) return;
    page ??= render();
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-encoding', 'gzip')
      .header('content-security-policy', CONTENT_SECURITY_POLICY);
    await reply.send(await page);
  };
}

function wantsPage({ method, headers, query }: FastifyRequest): boolean {
  const isQuery = (query as { query?: unknown }).query !== undefined;
  return method === 'GET' && headers.accept?.includes('text/html') === true && !isQuery;
}

async function render(): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ title: 'HashCNet GraphQL', defaultQuery: FIRST_QUERY });
  return promisify(gzip)(html);
}

const FIRST_QUERY = `# What can be bought for a subscriber? Usernames with other stories: docs/sandbox.md
query LookUp {
  subscriber(slug: "fast-speed", username: "jeetenaug4") {
    customerName
    currentPlan
    daysRemaining
    plans {
      title
      offers { id durationTitle price { amount currency } }
    }
  }
}
`;
