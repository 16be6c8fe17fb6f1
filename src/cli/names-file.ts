import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { formatCredits } from '../books/credits.js';
import { toCsvLine } from '../books/export-format.js';
import { type Counted, netOf } from '../books/tally.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';

export interface NamesFile {
  readonly add: (renewal: RenewalRecord, counted: Counted) => Promise<void>;
  /** Resolves when everything is on its way to the disk. */
  finish(): Promise<void>;
  /** Ends it however far it is; may be called after `finish`. */
  close(): Promise<void>;
}

const HEADER = ['reference', 'id', 'createdAt', 'status', 'charged', 'returned', 'net', 'countedAs'];

/**
 * The list behind the sums of a reconciliation, as CSV: every renewal that counts since the baseline, and as how much.
 * Rejects when the file cannot be written.
 */
export async function openNamesFile(path: string): Promise<NamesFile> {
  const file = createWriteStream(path, { mode: 0o600 });
  // Told by `once` and `finished` below; unheard in between, it would end the process.
  file.on('error', () => {});
  await once(file, 'open');
  file.write(toCsvLine(HEADER));
  return {
    async add(renewal, counted) {
      if (file.errored) throw file.errored;
      if (!file.write(toCsvLine(describe(renewal, counted)))) await once(file, 'drain');
    },
    async finish() {
      file.end();
      await finished(file);
    },
    async close() {
      file.destroy();
    },
  };
}

function describe(renewal: RenewalRecord, counted: Counted): string[] {
  const { reference, id, createdAtMs, status } = renewal;
  const who = [reference, id, new Date(createdAtMs).toISOString(), status];
  switch (counted.kind) {
    case 'open':
      return [...who, formatCredits(counted.open.amount), '', '', 'open'];
    case 'settled': {
      const { charged, returned } = counted.consumption;
      return [
        ...who,
        formatCredits(charged),
        formatCredits(returned),
        formatCredits(netOf(counted.consumption)),
        'settled',
      ];
    }
  }
}
