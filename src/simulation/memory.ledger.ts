import { type Ledger, LedgerUnavailableError } from '../ledger/ledger.js';
import { createMemoryBook, type MemoryBook } from './memory-book.js';
import { requireCount } from './record-rules.js';

/** A ledger over a memory book, held to the same contract as the two databases'. Gone with the process. */
export function createMemoryLedger(book: MemoryBook = createMemoryBook()): Ledger {
  let isClosed = false;

  async function work<Result>(operate: () => Result): Promise<Result> {
    if (isClosed) throw new LedgerUnavailableError('the ledger is closed');
    return operate();
  }

  return {
    record: (renewal, event) => work(() => book.record(renewal, event)),
    find: (id) => work(() => book.find(id)),
    findMany: (ids) =>
      work(() => {
        requireCount('ids', ids.length, 0);
        return ids.map(book.find);
      }),
    findByKey: (key) => work(() => book.findByKey(key)),
    findByReference: (reference) => work(() => book.findByReference(reference)),
    list: (query) => work(() => book.list(query)),
    listEvents: (ids) => work(() => book.listEvents(ids)),
    save: (next, events) => work(() => book.save(next, events)),
    claimDue: (terms) => work(() => book.claimDue(terms)),
    claim: (renewal, terms) => work(() => book.claim(renewal, terms)),
    ping: () => work(() => {}),
    close: async () => {
      isClosed = true;
    },
  };
}
