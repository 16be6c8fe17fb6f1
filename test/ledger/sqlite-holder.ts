import { openLedger } from '../../src/ledger/open-ledger.js';
import { anEvent, aRenewal } from '../support/renewal-builder.js';

/**
 * A server on a SQLite ledger, as a process to be killed. Arguments: the ledger's path, and `idle`, `busy` or `leaving`. Says
 * `open` once it has the ledger; a busy one then records without end and says each id once it is recorded; a leaving one
 * records once and has nothing left to do.
 */
const [path = '', mode = 'idle'] = process.argv.slice(2);
const ledger = await openLedger({ url: `sqlite:${path}`, environment: 'sandbox' });
process.stdout.write('open\n');
while (mode === 'busy') {
  const renewal = aRenewal();
  await ledger.record(renewal, anEvent());
  process.stdout.write(`${renewal.id}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
// Nothing is closed here: a ledger that nobody waits for keeps no process.
if (mode === 'leaving') await ledger.record(aRenewal(), anEvent());
else setInterval(() => {}, 60_000);
