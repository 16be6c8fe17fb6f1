/** One line of Prometheus' text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const MAX_LINES = 20_000;
const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** Reads what it understands and passes over the rest: comments, and formats to come. */
export function readSamples(text: string): Sample[] {
  return text.split('\n', MAX_LINES).flatMap((line) => {
    const match = LINE.exec(line.trim());
    if (match === null) return [];
    const [, name = '', labels = '', value = ''] = match;
    return [{ name, labels: readLabels(labels), value: readValue(value) }];
  });
}

function readLabels(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(LABEL)].map(([, name = '', value = '']) => [name, readEscapes(value)]),
  );
}

function readEscapes(value: string): string {
  return value.replace(/\\(.)/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
}

function readValue(text: string): number {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return Number(text);
}

/** The value of the one sample of a name, or null. */
export function findValue(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | null {
  const wanted = Object.entries(labels);
  const sample = samples.find(
    (each) => each.name === name && wanted.every(([label, value]) => each.labels[label] === value),
  );
  return sample === undefined || Number.isNaN(sample.value) ? null : sample.value;
}

/** The values of a name, added up by one of its labels. */
export function sumBy(samples: readonly Sample[], name: string, label: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const sample of samples) {
    if (sample.name !== name || Number.isNaN(sample.value)) continue;
    const key = sample.labels[label] ?? '';
    sums.set(key, (sums.get(key) ?? 0) + sample.value);
  }
  return sums;
}
