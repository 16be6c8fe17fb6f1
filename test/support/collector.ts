import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

/** A trace collector that speaks as much of OTLP over HTTP as an exporter needs, and keeps what it got. */
export interface Collector {
  readonly endpoint: string;
  spans(): RecordedSpan[];
  /** All that came, as it came. */
  text(): string;
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = `${request.url}\n${JSON.stringify(request.headers)}\n`;
    request.setEncoding('utf8');
    let json = '';
    request.on('data', (chunk: string) => {
      json += chunk;
    });
    request.on('end', () => {
      body += json;
      bodies.push(body);
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => bodies.flatMap((body) => readSpans(body.slice(body.lastIndexOf('\n') + 1))),
    text: () => bodies.join('\n'),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface ExportBody {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly RecordedSpan[] }[];
  }[];
}

function readSpans(json: string): RecordedSpan[] {
  const { resourceSpans } = JSON.parse(json) as ExportBody;
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
