import { join } from 'node:path';
import { type PinnedProcess, startPinned } from './pinned-process.js';

/** For as long as the load and the upstream are measured with. */
export function keepAwake(): PinnedProcess {
  return startPinned('rest', [join(import.meta.dirname, 'keep-awake.process.js')]);
}
