import { LedgerRefusedError, LedgerUnavailableError } from '../../src/ledger/ledger.js';
import { packFault, unpackFault } from '../../src/ledger/sqlite-fault.js';

describe("an error of the ledger's thread", () => {
  it.each([
    new LedgerUnavailableError('not now'),
    new LedgerRefusedError('not like this'),
    new RangeError('too large'),
    new TypeError('of another type'),
    new Error('at fault', { cause: new Error('underneath') }),
  ])('arrives as it was: %s', (error) => {
    const arrived = unpackFault(structuredClone(packFault(error)));
    expect(arrived).toStrictEqual(error);
    expect(arrived.constructor).toBe(error.constructor);
    expect(arrived.cause).toEqual(error.cause);
  });
});
