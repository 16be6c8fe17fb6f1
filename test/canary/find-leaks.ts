import { ALLOWED } from './allowed.js';
import type { SoughtMark } from './marks.js';

/** Something that left the service: its words, and the place they stood in, as `allowed.ts` names places. */
export interface Finding {
  readonly place: string;
  readonly text: string;
}

/** `mark in place (spelling)` for every mark in a place that is not meant to carry it. */
export function findLeaks(findings: Iterable<Finding>, marks: readonly SoughtMark[]): string[] {
  const leaks = new Set<string>();
  for (const { place, text } of findings) {
    const lower = text.toLowerCase();
    for (const { kind, spellings } of marks) {
      const spelling = spellings.find((candidate) => lower.includes(candidate.text));
      if (spelling !== undefined && !isAllowed(kind, place))
        leaks.add(`${kind} in ${place} (${spelling.name})`);
    }
  }
  return [...leaks];
}

function isAllowed(mark: string, place: string): boolean {
  return ALLOWED.some((entry) => entry.mark === mark && entry.place.test(place));
}

/** The texts of a body, field by field where it is JSON: `label.data.subscriber.customerName`. Keys are texts too. */
export function* listTexts(place: string, body: string): Generator<Finding> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    yield { place, text: body };
    return;
  }
  yield* walk(place, value);
}

function* walk(place: string, value: unknown): Generator<Finding> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(place, item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield { place: `${place}, a key`, text: key };
      yield* walk(`${place}.${key}`, item);
    }
  } else {
    yield { place, text: String(value) };
  }
}
