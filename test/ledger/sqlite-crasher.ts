import { parentPort } from 'node:worker_threads';
import type { SqliteOrder } from '../../src/ledger/sqlite.worker.js';

/** The ledger's own thread, which dies of any group with `CRASH` in it, as it would of a bug or for want of memory. */
parentPort?.on('message', (order: SqliteOrder) => {
  if (order !== 'close' && order.flat().some(({ sql }) => sql === 'CRASH')) process.exit(1);
});
await import('../../src/ledger/sqlite.worker.js');
