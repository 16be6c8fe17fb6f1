/** What was read last, by what was asked: the way back shows it at once, and asks anew meanwhile. */
export interface Memory {
  read(key: string): Remembered | null;
  write(key: string, remembered: Remembered): void;
}

export interface Remembered {
  readonly data: unknown;
  readonly readAtMs: number;
}

const MOST = 30;

export function createMemory(): Memory {
  const entries = new Map<string, Remembered>();
  return {
    read: (key) => entries.get(key) ?? null,
    write(key, remembered) {
      entries.delete(key);
      entries.set(key, remembered);
      const [oldest] = entries.keys();
      if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
    },
  };
}
