import { openLedger } from '../../src/ledger/open-ledger.js';
import { describeLedgerContract } from './ledger-contract.js';

describeLedgerContract('SQLite', () => openLedger({ url: 'sqlite::memory:', environment: 'sandbox' }));
