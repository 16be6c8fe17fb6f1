import { Worker } from 'node:worker_threads';
import { addTo, type Coverage, countEntries } from './coverage.js';
import { simulateSeed } from './simulate.js';

export interface Failure {
  readonly seed: number;
  readonly rule: string;
  readonly message: string;
}

export interface CampaignOptions {
  readonly firstSeed: number;
  readonly seedCount: number;
  /** Worker threads; 0 plays the seeds on the calling thread. */
  readonly workers: number;
  /** Ends early once so many seeds have failed. */
  readonly maxFailures: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly seedsDone: number;
  readonly failures: number;
}

export interface CampaignResult {
  readonly seedsDone: number;
  /** The lowest seeds first. */
  readonly failures: readonly Failure[];
  readonly coverage: Coverage;
  readonly virtualMs: number;
  readonly steps: number;
}

/** What a worker is given, and what it gives back. */
export interface Batch {
  readonly firstSeed: number;
  readonly seedCount: number;
}
export type BatchResult = CampaignResult;

/** Small enough for progress to show and for a failure to end the run soon, large enough to be worth a message. */
const BATCH_SIZE = 500;

/** Plays a stretch of seeds, over worker threads. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const total = {
    seedsDone: 0,
    failures: [] as Failure[],
    coverage: new Map() as Coverage,
    virtualMs: 0,
    steps: 0,
  };
  const endSeed = options.firstSeed + options.seedCount;
  let nextSeed = options.firstSeed;

  function takeBatch(): Batch | null {
    const isOver = nextSeed >= endSeed || total.failures.length >= options.maxFailures;
    if (isOver) return null;
    const firstSeed = nextSeed;
    nextSeed = Math.min(endSeed, firstSeed + BATCH_SIZE);
    return { firstSeed, seedCount: nextSeed - firstSeed };
  }

  function add(result: BatchResult): void {
    total.seedsDone += result.seedsDone;
    total.virtualMs += result.virtualMs;
    total.steps += result.steps;
    total.failures.push(...result.failures);
    for (const [name, count] of result.coverage) addTo(total.coverage, name, count);
    options.onProgress?.({ seedsDone: total.seedsDone, failures: total.failures.length });
  }

  if (options.workers === 0) {
    for (let batch = takeBatch(); batch !== null; batch = takeBatch()) add(await playBatch(batch));
  } else {
    await Promise.all(Array.from({ length: options.workers }, () => runWorker(takeBatch, add)));
  }
  total.failures.sort((a, b) => a.seed - b.seed);
  return total;
}

/** Plays one batch on this thread. */
export async function playBatch({ firstSeed, seedCount }: Batch): Promise<BatchResult> {
  const failures: Failure[] = [];
  const coverage: Coverage = new Map();
  let virtualMs = 0;
  let steps = 0;
  for (let seed = firstSeed; seed < firstSeed + seedCount; seed += 1) {
    const result = await simulateSeed(seed);
    virtualMs += result.virtualMs;
    steps += result.steps;
    countEntries(result.entries, coverage);
    if (result.violation !== null) {
      failures.push({ seed, rule: result.violation.rule, message: result.violation.message });
    }
  }
  return { seedsDone: seedCount, failures, coverage, virtualMs, steps };
}

function runWorker(takeBatch: () => Batch | null, add: (result: BatchResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./campaign.worker.js', import.meta.url));
    worker.once('error', reject);
    worker.once('exit', () => resolve());
    worker.on('message', (result: BatchResult) => {
      add(result);
      give();
    });
    function give(): void {
      const batch = takeBatch();
      if (batch === null) void worker.terminate();
      else worker.postMessage(batch);
    }
    give();
  });
}
