import { openLedger } from '../../src/ledger/open-ledger.js';
import { administer, startPostgres, type TestPostgres } from '../support/postgres.js';
import { describeLedgerContract } from './ledger-contract.js';

let postgres: TestPostgres;
let url: string;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase();
}, 60_000);
afterAll(() => postgres?.stop());

describeLedgerContract('PostgreSQL', async () => {
  const ledger = await openLedger({ url, environment: 'sandbox' });
  // Emptied rather than made anew for each test: a database takes far longer to make.
  await administer(url, 'DELETE FROM events; DELETE FROM renewals');
  return ledger;
});
