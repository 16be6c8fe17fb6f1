import { startLoad } from '../load/start-load.js';
import { keepAwake } from '../process/keep-awake.js';
import { show } from '../show.js';
import { auditLedgers, readTransactions } from './audit-ledger.js';
import { startDatabase } from './database.js';
import { formatReplicas } from './format-replicas.js';
import { parseOptions, USAGE } from './options.js';
import { runReplicas } from './run-replicas.js';

const WARM_UP = { leastMs: 1000, serverCpuMs: 5000 };

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(USAGE);
    return;
  }
  const { counts, rounds, windowMs } = options;
  const database = await startDatabase();
  const load = startLoad();
  const awake = keepAwake();
  try {
    const pace = { rounds, warmUp: WARM_UP, windowMs };
    const { together, apart } = await runReplicas(counts, { load, database, pace, show });
    for (const { ledgerUrls, purchaseCount } of [together, apart]) {
      await auditLedgers(ledgerUrls, purchaseCount);
    }
    const transactions = await readTransactions(together.ledgerUrls[0] ?? '');
    show('');
    process.stdout.write(formatReplicas({ together, apart, transactions }));
  } finally {
    await awake.stop();
    await load.process.stop();
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
