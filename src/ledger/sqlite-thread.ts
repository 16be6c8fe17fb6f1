import { Worker } from 'node:worker_threads';
import { LedgerUnavailableError } from './ledger.js';
import type { Row, Statement } from './sql-driver.js';
import type { SqliteOrder, SqliteTask } from './sqlite.worker.js';
import type { BatchOutcome } from './sqlite-connection.js';
import { unpackFault } from './sqlite-fault.js';

const WAITING_LIMIT = 1_000;
const GROUP_LIMIT = 100;
const ANSWER_TIMEOUT_MS = 15_000;
const SCRIPT = new URL('./sqlite.worker.js', import.meta.url);

export interface SqliteThreadOptions extends SqliteTask {
  /** What the thread runs; a test's own may end itself. */
  readonly script?: URL;
}

export interface SqliteThread {
  /**
   * Rejects with LedgerUnavailableError at once, and nothing written, when too many wait already or the thread does not
   * answer; and when the thread ends or does not answer under the batch, which is then written or not.
   */
  run(batch: readonly Statement[], timeoutMs?: number): Promise<Row[][] | null>;
  /** Takes no more, finishes what it has taken, and resolves once the file is closed. */
  close(): Promise<void>;
}

interface Call {
  readonly batch: readonly Statement[];
  readonly timeoutMs: number;
  readonly resolve: (rows: Row[][] | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread with a connection of its own. It has one group at a time; whoever comes meanwhile waits and makes the next one,
 * so a slow disk makes larger groups, not a longer queue. A thread that ends by itself is started anew by the next call.
 */
export function createSqliteThread({ script = SCRIPT, ...task }: SqliteThreadOptions): SqliteThread {
  let waiting: Call[] = [];
  let underWay: Call[] = [];
  let deadline: NodeJS.Timeout | undefined;
  let isOverdue = false;
  let closing: Promise<void> | undefined;
  let noteIdle = () => {};
  let worker: Worker | null = start();

  function start(): Worker {
    const started = new Worker(script, {
      workerData: task satisfies SqliteTask,
      name: `ledger ${task.purpose}`,
    });
    let cause: unknown;
    started.on('message', (outcomes: BatchOutcome[]) => {
      endGroup((call, place) => settle(call, outcomes[place]));
    });
    started.once('error', (error) => {
      cause = error;
    });
    started.once('exit', () => {
      worker = null;
      endGroup(({ reject }) =>
        reject(new LedgerUnavailableError("the ledger's thread has ended", { cause })),
      );
    });
    // It keeps no process alive; the deadline does, while somebody waits.
    started.unref();
    return started;
  }

  function beginGroup(): void {
    if (underWay.length > 0) return;
    underWay = waiting.splice(0, GROUP_LIMIT);
    if (underWay.length === 0) {
      noteIdle();
      return;
    }
    try {
      worker ??= start();
    } catch (cause) {
      endGroup(({ reject }) =>
        reject(new LedgerUnavailableError("the ledger's thread cannot start", { cause })),
      );
      return;
    }
    worker.postMessage(underWay.map(({ batch }) => batch) satisfies SqliteOrder);
    deadline = setTimeout(giveUp, Math.max(...underWay.map(({ timeoutMs }) => timeoutMs)));
  }

  function endGroup(end: (call: Call, place: number) => void): void {
    clearTimeout(deadline);
    isOverdue = false;
    const ended = underWay;
    underWay = [];
    ended.forEach(end);
    beginGroup();
  }

  /** The disk hangs, and a thread inside it cannot be stopped. Everybody is told; the thread is free again when it answers. */
  function giveUp(): void {
    isOverdue = true;
    const unavailable = new LedgerUnavailableError("the ledger's disk does not answer");
    for (const { reject } of [...underWay, ...waiting]) reject(unavailable);
    waiting = [];
    noteIdle();
  }

  async function finish(): Promise<void> {
    if (underWay.length > 0 && !isOverdue) {
      await new Promise<void>((resolve) => {
        noteIdle = resolve;
      });
    }
    const last = worker;
    if (last === null) return;
    last.postMessage('close' satisfies SqliteOrder);
    // A thread that hangs in the disk closes the file when it can.
    if (isOverdue) return;
    last.ref();
    await new Promise((resolve) => last.once('exit', resolve));
  }

  return {
    run: (batch, timeoutMs = ANSWER_TIMEOUT_MS) =>
      new Promise((resolve, reject) => {
        const obstacle = findObstacle();
        if (obstacle !== null) return reject(new LedgerUnavailableError(obstacle));
        waiting.push({ batch, timeoutMs, resolve, reject });
        beginGroup();
      }),
    close() {
      closing ??= finish();
      return closing;
    },
  };

  function findObstacle(): string | null {
    if (closing !== undefined) return 'the ledger is closed';
    if (isOverdue) return "the ledger's disk does not answer";
    return waiting.length >= WAITING_LIMIT ? 'too many wait for the ledger' : null;
  }
}

function settle({ resolve, reject }: Call, outcome: BatchOutcome | undefined): void {
  if (outcome === undefined) reject(new Error("the ledger's thread left a batch unanswered"));
  else if ('fault' in outcome) reject(unpackFault(outcome.fault));
  else resolve(outcome.rows);
}
