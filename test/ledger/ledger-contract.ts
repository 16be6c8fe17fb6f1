import type { Ledger } from '../../src/ledger/ledger.js';
import { describeClaims } from './contract/claims.js';
import { describeFinding } from './contract/finding.js';
import { describeListing } from './contract/listing.js';
import { describeModel } from './contract/model.js';
import { describeRecording } from './contract/recording.js';
import { describeSaving } from './contract/saving.js';

/** Opens a ledger that holds nothing; the suite closes it. */
export type OpenEmptyLedger = () => Promise<Ledger>;

/** Every sentence of the `Ledger` interface, as tests that each driver must pass. */
export function describeLedgerContract(name: string, open: OpenEmptyLedger): void {
  describe(`the ledger on ${name}`, () => {
    let ledger: Ledger;
    beforeEach(async () => {
      ledger = await open();
    });
    afterEach(() => ledger.close());

    describeRecording(() => ledger);
    describeFinding(() => ledger);
    describeListing(() => ledger);
    describeSaving(() => ledger);
    describeClaims(() => ledger);
    describeModel(open);
  });
}
