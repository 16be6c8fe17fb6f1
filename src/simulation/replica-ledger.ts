import { type Ledger, LedgerUnavailableError } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';
import type { Life } from './life.js';
import type { World } from './world.js';

/** The shared ledger as one life of a replica reaches it: late, or not at all, or without learning what came of it. */
export function createReplicaLedger(world: World, life: Life): Ledger {
  const { random, plan, book, journal } = world;

  function call<Result>(effect: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const isSlow = world.troubles(plan.ledgerSlow);
      if (isSlow) world.note('ledger_slow', life.name);
      const delayMs = isSlow ? random.next() * random.pick([500, 5_000, 40_000]) : random.next() * 20;
      const isFaulty = world.troubles(plan.ledgerFault);
      if (world.isTroubled && random.chance(0.2)) callInTwo(delayMs, isFaulty);
      else life.soon(delayMs, () => callAtOnce(isFaulty));

      function callAtOnce(isFailing: boolean): void {
        if (life.stumbles()) return;
        if (isFailing || world.isLedgerOut) {
          fail('ledger_fault_before');
          return;
        }
        let result: Result;
        try {
          result = effect();
        } catch (error) {
          reject(error);
          return;
        }
        if (life.stumbles()) return;
        resolve(result);
      }

      /** The write is on its way, whatever becomes of the caller; the answer takes as long again, or is lost. */
      function callInTwo(halfMs: number, losesAnswer: boolean): void {
        world.scheduler.after(halfMs, null, () => {
          if (world.isLedgerOut) return life.soon(halfMs, () => fail('ledger_fault_before'));
          let answer: () => void;
          try {
            const result = effect();
            answer = () => resolve(result);
          } catch (error) {
            answer = () => reject(error);
          }
          life.soon(halfMs, () => {
            if (life.stumbles()) return;
            if (losesAnswer) fail('ledger_fault_after');
            else answer();
          });
        });
      }

      function fail(what: 'ledger_fault_before' | 'ledger_fault_after'): void {
        world.note(what, life.name);
        reject(new LedgerUnavailableError('the simulated database cannot be reached'));
      }
    });
  }

  function noteClaim(after: RenewalRecord, origin: 'reconcile' | 'reader', before: RenewalRecord): void {
    journal.append({ kind: 'claimed', by: life.name, origin, before, after });
  }

  return {
    record: (renewal, event) =>
      call(() => {
        const result = book.record(renewal, event);
        if (result.kind === 'recorded')
          journal.append({ kind: 'recorded', by: life.name, renewal: result.renewal });
        return result;
      }),
    find: (id) => call(() => book.find(id)),
    findMany: (ids) => call(() => ids.map(book.find)),
    findByKey: (key) => call(() => book.findByKey(key)),
    findByReference: (reference) => call(() => book.findByReference(reference)),
    list: (query) => call(() => book.list(query)),
    listEvents: (ids) => call(() => book.listEvents(ids)),
    save: (next, events) =>
      call(() => {
        const before = book.find(next.id);
        const after = book.save(next, events);
        if (after === null || before === null)
          world.note('conflict', life.name, { reference: next.reference });
        else journal.append({ kind: 'saved', by: life.name, readVersion: next.version, before, after });
        return after;
      }),
    claimDue: (terms) =>
      call(() => {
        const before = new Map([...book.all()].map((renewal) => [renewal.id, renewal]));
        const claimed = book.claimDue(terms);
        for (const after of claimed) noteClaim(after, 'reconcile', before.get(after.id) ?? after);
        return claimed;
      }),
    claim: (renewal, terms) =>
      call(() => {
        const before = book.find(renewal.id);
        const after = book.claim(renewal, terms);
        if (after !== null && before !== null) noteClaim(after, 'reader', before);
        return after;
      }),
    ping: () => call(() => {}),
    close: () => call(() => {}),
  };
}
