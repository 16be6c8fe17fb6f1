import { createHashcnetDataSource } from '../datasources/hashcnet/hashcnet.datasource.js';
import type { Ledger } from '../ledger/ledger.js';
import { openLedger } from '../ledger/open-ledger.js';
import { type Check, createCheck } from '../renewals/check.js';
import { createPolicy, type SettlementPolicy } from '../renewals/policy.js';
import { createReconcile, type Reconcile } from '../renewals/reconcile.js';
import { createSettle, type SettleDeps } from '../renewals/settle.js';
import { systemClock } from '../values/clock.js';
import { readDatabaseUrl, readSettlement, readUpstream } from './settings.js';
import type { ToolRun } from './tool.js';

/** The service's own way from a question to a settled renewal, for a command that works beside running servers. */
export interface Settling {
  readonly ledger: Ledger;
  readonly check: Check;
  readonly reconcile: Reconcile;
  readonly policy: SettlementPolicy;
  close(): Promise<void>;
}

export interface SettlingOptions {
  readonly onDecision?: NonNullable<SettleDeps['onDecision']>;
  readonly onError?: (error: unknown) => void;
}

/** Nobody takes a pass by hand to wait: `run` is not called. */
const NO_INTERVAL_MS = 1;
const CONNECTIONS = 8;

/**
 * Opens the ledger as a tool does. Claims and fences keep it and any number of servers apart: whoever claims a renewal asks,
 * and everybody else leaves it alone.
 * @throws UsageError for a setting, LedgerRefusedError and LedgerUnavailableError for the ledger.
 */
export async function openSettling(env: ToolRun['env'], options: SettlingOptions = {}): Promise<Settling> {
  const upstream = readUpstream(env);
  const settings = readSettlement(env);
  const url = readDatabaseUrl(env);
  const ledger = await openLedger({ url, environment: 'live', role: 'tool', poolSize: 2 });
  const hashcnet = createHashcnetDataSource({
    ...upstream,
    commitKeys: 'underscore',
    connections: CONNECTIONS,
  });
  const [clock, random] = [systemClock, Math.random];
  const policy = createPolicy({
    holdTimeMs: settings.HOLD_TIME_MS,
    notRecordedAfterMs: settings.NOT_RECORDED_AFTER_MS,
  });
  const settle = createSettle({
    ledger,
    clock,
    random,
    policy,
    ...(options.onDecision && { onDecision: options.onDecision }),
  });
  const check = createCheck({ ledger, hashcnet, settle, clock, policy });
  const reconcile = createReconcile({
    ledger,
    hashcnet,
    check,
    clock,
    random,
    intervalMs: NO_INTERVAL_MS,
    useBulkLookup: settings.HASHCNET_BULK_LOOKUP === 'on',
    ...(options.onError && { onError: options.onError }),
  });
  return {
    ledger,
    check,
    reconcile,
    policy,
    async close() {
      await hashcnet.close();
      await ledger.close();
    },
  };
}
