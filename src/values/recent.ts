/** What was found out about many things, by name: the latest so many. */
export interface Recent<Value> {
  /** Undefined for what is not known, or not any more. */
  find(name: string): Value | undefined;
  put(name: string, value: Value): void;
}

/**
 * Remembers `limit` values at most, and of those that are asked for again and again at least half as many. Two generations: what is asked for moves to the
 * younger one, and when that is half of the limit, the older one goes as a whole. Nothing is ever removed by itself (ADR 18).
 */
export function createRecent<Value>(limit: number): Recent<Value> {
  const half = Math.max(1, Math.floor(limit / 2));
  let older = new Map<string, Value>();
  let younger = new Map<string, Value>();

  function put(name: string, value: Value): void {
    if (younger.size >= half && !younger.has(name)) {
      older = younger;
      younger = new Map();
    }
    younger.set(name, value);
  }

  return {
    find(name) {
      const value = younger.get(name);
      if (value !== undefined) return value;
      const before = older.get(name);
      if (before !== undefined) put(name, before);
      return before;
    },
    put,
  };
}

/** `judge`, which says the same of a name each time, asked once for each name of at most `maxLength` letters, as long as that is among the latest `limit`. */
export function rememberVerdicts<Verdict>(
  judge: (name: string) => Verdict,
  { limit, maxLength }: { readonly limit: number; readonly maxLength: number },
): (name: string) => Verdict {
  const verdicts = createRecent<Verdict>(limit);
  return (name) => {
    const known = verdicts.find(name);
    if (known !== undefined) return known;
    const verdict = judge(name);
    if (name.length <= maxLength) verdicts.put(name, verdict);
    return verdict;
  };
}
