/** What a router hands on to the subgraphs: who calls, and which trace the call belongs to. Everything else stays behind. */
const PASSED = ['x-api-key', 'authorization', 'traceparent', 'tracestate', 'x-request-id'];

export function pickHeaders(read: (name: string) => string | null | undefined): Record<string, string> {
  return Object.fromEntries(
    PASSED.flatMap((name) => {
      const value = read(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
