/** What is known of operations, by a document's text and the operation's name in it; null for a text with one operation. */
export interface RecentTexts<Value> {
  /** Undefined for what is not known. */
  find(text: string, operationName: string | null): Value | undefined;
  /** When there are too many, what has not been asked for longest goes. */
  put(entry: { text: string; operationName: string | null; value: Value }): void;
}

interface Entry<Value> {
  readonly value: Value;
  usedAt: number;
}

/**
 * Found without writing a key together or moving anything: a text is long, and looked up with every request. Which one to let go is sought only
 * when one comes in, and that is rare.
 */
export function createRecentTexts<Value>(limit: number): RecentTexts<Value> {
  const byText = new Map<string, Map<string | null, Entry<Value>>>();
  let size = 0;
  let uses = 0;

  function dropOldest(): void {
    const all = [...byText].flatMap(([text, byName]) =>
      [...byName].map(([name, { usedAt }]) => ({ text, name, usedAt })),
    );
    const oldest = all.reduce((one, other) => (other.usedAt < one.usedAt ? other : one));
    const byName = byText.get(oldest.text);
    byName?.delete(oldest.name);
    if (byName?.size === 0) byText.delete(oldest.text);
    size -= 1;
  }

  return {
    find(text, operationName) {
      const entry = byText.get(text)?.get(operationName);
      if (entry === undefined) return undefined;
      uses += 1;
      entry.usedAt = uses;
      return entry.value;
    },
    put({ text, operationName, value }) {
      const isNew = byText.get(text)?.has(operationName) !== true;
      if (isNew && size >= limit) dropOldest();
      if (isNew) size += 1;
      uses += 1;
      const byName = byText.get(text) ?? new Map<string | null, Entry<Value>>();
      byText.set(text, byName.set(operationName, { value, usedAt: uses }));
    },
  };
}
