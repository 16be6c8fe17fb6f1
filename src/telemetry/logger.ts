import pino, { type DestinationStream, type Logger } from 'pino';

export type { DestinationStream as LogDestination, Logger };

/** Structured logs, one JSON object a line. Nothing personal and no secret is ever passed to it. */
export function createLogger(options: {
  level: string;
  destination?: DestinationStream;
  /** Fields for every line, such as the trace it belongs to. */
  mixin?: () => object;
}): Logger {
  const settings = {
    level: options.level,
    base: { service: 'hashcnet-graphql' },
    timestamp: pino.stdTimeFunctions.isoTime,
    ...(options.mixin && { mixin: options.mixin }),
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** What of an error may be logged: its kind, code and place. Its message could quote a URL with the token in it. */
export function describeError(error: unknown): { errorName: string; errorCode?: string; frames?: string[] } {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const { code, stack } = error as Error & { code?: unknown };
  // What follows the message: a message of several lines could pass for frames.
  const trace = stack?.slice(stack.indexOf(error.message) + error.message.length) ?? '';
  const frames = [...trace.matchAll(/^ +at (.{1,200})/gm)].map(([, frame = '']) => frame).slice(0, 10);
  return { errorName: error.name, ...(typeof code === 'string' && { errorCode: code }), frames };
}
