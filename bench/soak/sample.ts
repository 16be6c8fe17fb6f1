import { countDescriptors, readRssBytes } from '../process/proc.js';
import type { RunningServer } from '../servers/start-server.js';
import type { GarbageCollection } from './garbage.js';

export interface Sample {
  readonly rssMb: number;
  /** What is alive: read after a collection. */
  readonly heapMb: number;
  readonly descriptors: number;
}

const BYTES_PER_MB = 1_048_576;

export async function takeSample(
  { port, process }: RunningServer,
  garbage: GarbageCollection,
): Promise<Sample> {
  const rssMb = readRssBytes(process.pid) / BYTES_PER_MB;
  await garbage.collect();
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(10_000) });
  const heapBytes = /^nodejs_heap_size_used_bytes (\S+)/m.exec(await response.text())?.[1];
  if (heapBytes === undefined) throw new Error('the metrics do not tell the heap');
  return { rssMb, heapMb: Number(heapBytes) / BYTES_PER_MB, descriptors: countDescriptors(process.pid) };
}
