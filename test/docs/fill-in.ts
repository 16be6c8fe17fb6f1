/**
 * A shown answer with its placeholders replaced by what the real one has there, to be compared with the real one: "…" within
 * a text stands for some characters, as the last item of a list for any number of items.
 */
export function fillIn(shown: unknown, real: unknown): unknown {
  if (typeof shown === 'string') return fillInText(shown, real);
  if (Array.isArray(shown)) return fillInList(shown, Array.isArray(real) ? real : []);
  if (typeof shown !== 'object' || shown === null) return shown;
  const given = (typeof real === 'object' && real !== null ? real : {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, fillIn(value, given[key])]));
}

function fillInText(shown: string, real: unknown): unknown {
  if (!shown.includes('…') || typeof real !== 'string') return shown;
  const pattern = shown.split('…').map(RegExp.escape).join('[^]+');
  return new RegExp(`^${pattern}$`).test(real) ? real : shown;
}

function fillInList(shown: readonly unknown[], real: readonly unknown[]): unknown[] {
  const isOpen = shown.at(-1) === '…';
  const named = isOpen ? shown.slice(0, -1) : shown;
  const filled = named.map((item, index) => fillIn(item, real[index]));
  return isOpen ? [...filled, ...real.slice(named.length)] : filled;
}
