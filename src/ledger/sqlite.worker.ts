import { parentPort, workerData } from 'node:worker_threads';
import type { Statement } from './sql-driver.js';
import { type BatchOutcome, openSqliteConnection, type SqliteConnection } from './sqlite-connection.js';
import { packFault } from './sqlite-fault.js';
import { yieldPriority } from './yield-priority.js';

/** What the thread is for. */
export interface SqliteTask {
  readonly file: string;
  readonly purpose: 'write' | 'read';
}

/** A group of batches, or the end. */
export type SqliteOrder = readonly (readonly Statement[])[] | 'close';

/** The thread that waits for the disk, so that the service's own never does: one group in, one outcome for each batch out. */
const { file, purpose } = workerData as SqliteTask;
let connection: SqliteConnection | undefined;

yieldPriority();

parentPort?.on('message', (order: SqliteOrder) => {
  if (order === 'close') {
    connection?.close();
    parentPort?.close();
  } else {
    parentPort?.postMessage(answer(order));
  }
});

function answer(batches: readonly (readonly Statement[])[]): BatchOutcome[] {
  try {
    // Opened when first used: a file that cannot be opened now is tried again by the next caller.
    connection ??= openSqliteConnection(file, purpose);
    return connection[purpose](batches);
  } catch (error) {
    const fault = packFault(error);
    return batches.map(() => ({ fault }));
  }
}
