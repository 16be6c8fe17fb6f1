import { createServer, type IncomingMessage } from 'node:http';
import { Pool } from 'undici';
import { DEFAULT_ISPS } from '../../src/datasources/isps.js';

/**
 * The practical limit: Node's own HTTP server and an undici pool, the same upstream call, the same answer, and nothing between
 * them. It never looks at the GraphQL, except for a username that is written into it, and checks nothing.
 * Arguments: the port, and the upstream's address.
 */
const [port, upstreamUrl = ''] = process.argv.slice(2);
const pool = new Pool(upstreamUrl);
let callCount = 0;

interface GraphQLBody {
  readonly operationName: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
}

interface Details {
  readonly customer_name: string;
  readonly current_plan: string;
  readonly days_remaining: number;
  readonly available_packages: readonly {
    readonly title: string;
    readonly package_code: number;
    readonly duration: readonly {
      readonly total_cost: number;
      readonly duration_code: string;
      readonly duration_title: string;
    }[];
  }[];
}

async function lookUp(username: string | undefined) {
  callCount += 1;
  const { body } = await pool.request({
    method: 'POST',
    path: '/api/servicegroup/details/hashcnet-v2/',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: 'benchmark',
      reference: `raw${callCount}`,
      username,
      service_slug: 'fast-speed',
    }),
  });
  return toSubscriber((await body.json()) as Details);
}

function toSubscriber(details: Details) {
  return {
    customerName: details.customer_name,
    currentPlan: details.current_plan,
    daysRemaining: details.days_remaining,
    plans: details.available_packages.map((plan) => ({
      title: plan.title,
      packageCode: String(plan.package_code),
      isCurrent: plan.title === details.current_plan,
      offers: plan.duration.map((duration) => ({
        id: `${plan.package_code}:${duration.duration_code}`,
        durationCode: duration.duration_code,
        durationTitle: duration.duration_title,
        price: { amount: duration.total_cost.toFixed(2) },
      })),
    })),
  };
}

async function lookUpAll(variables: GraphQLBody['variables']) {
  const names = Object.keys(variables).filter((name) => name !== 'slug');
  const subscribers = await Promise.all(names.map((name) => lookUp(variables[name])));
  return Object.fromEntries(names.map((name, index) => [name, subscribers[index]]));
}

async function execute({ operationName, query, variables }: GraphQLBody): Promise<unknown> {
  switch (operationName) {
    case 'Isps':
      return { isps: DEFAULT_ISPS };
    case 'Ten':
      return lookUpAll(variables);
    case 'Text':
      return { subscriber: await lookUp(/username: "([^"]+)"/.exec(query)?.[1]) };
    default:
      return { subscriber: await lookUp(variables['username']) };
  }
}

/** By events: an async iterator over the chunks would cost more than the parsing. */
function readBody(request: IncomingMessage): Promise<GraphQLBody> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(JSON.parse(text)));
    request.on('error', reject);
  });
}

createServer(async (request, response) => {
  try {
    const text = JSON.stringify({ data: await execute(await readBody(request)) });
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 });

// Leaves in order, so that a profile of it is written.
process.on('SIGTERM', () => process.exit(0));
