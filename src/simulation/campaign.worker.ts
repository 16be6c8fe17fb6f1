import { parentPort } from 'node:worker_threads';
import { type Batch, playBatch } from './campaign.js';

// Ledger faults are thrown by the thousand and nobody reads their stacks, which cost more than the fault.
Error.stackTraceLimit = 0;

/** A thread of the campaign: plays each batch it is sent. */
parentPort?.on('message', (batch: Batch) => {
  void playBatch(batch).then((result) => parentPort?.postMessage(result));
});
