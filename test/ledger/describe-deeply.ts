/** An error as the most talkative logger would print it: every own property of it and of its causes. */
export function describeDeeply(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const own = Object.getOwnPropertyNames(error).map((name) => [
    name,
    (error as Record<string, unknown>)[name],
  ]);
  return own.map(([name, value]) => `${String(name)}: ${describeDeeply(value)}`).join('\n');
}
