import type { Answer } from '../../shared/api/gateway.js';
import { readSamples, type Sample } from '../model/prometheus.js';

/** What `/readyz` says. */
export interface Readiness {
  readonly isReady: boolean;
  readonly faults: readonly string[];
  readonly remarks: readonly string[];
}

const TIMEOUT_MS = 10_000;
const MAX_METRICS_LENGTH = 4_000_000;

/** Null where it cannot be asked: these two paths are for the own network, and a proxy may well keep them there. */
export async function readReadiness(): Promise<Answer<Readiness | null>> {
  const answer = await get('/readyz');
  if (answer === null) return { data: null, fault: null };
  try {
    const { faults, remarks } = JSON.parse(answer.text) as Record<string, unknown>;
    const isReady = answer.status === 200;
    return { data: { isReady, faults: texts(faults), remarks: texts(remarks) }, fault: null };
  } catch {
    return { data: null, fault: null };
  }
}

export async function readMetrics(): Promise<readonly Sample[] | null> {
  const answer = await get('/metrics');
  if (answer?.status !== 200 || answer.text.length > MAX_METRICS_LENGTH) return null;
  const samples = readSamples(answer.text);
  return samples.length > 0 ? samples : null;
}

async function get(path: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
