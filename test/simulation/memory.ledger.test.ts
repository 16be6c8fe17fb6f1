import { createMemoryLedger } from '../../src/simulation/memory.ledger.js';
import { describeLedgerContract } from '../ledger/ledger-contract.js';

describeLedgerContract('memory', async () => createMemoryLedger());
