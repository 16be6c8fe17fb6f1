import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultRequest, SandboxControl } from '../../src/sandbox/sandbox.js';
import type { Random } from '../../src/simulation/random.js';

const MAX_LATENCY_MS = 120;
const MAX_FAULTS = 500;
/** "Never saw it" three times after the horizon is a proof of absence: the upstream may lie twice. */
const DENIALS = 2;

const PASSING_FAULTS: readonly { readonly chance: number; readonly fault: FaultRequest }[] = [
  { chance: 0.1, fault: { operation: 'lookup', kind: 'status', times: 3 } },
  { chance: 0.06, fault: { operation: 'lookup', kind: 'reset_before_charge', times: 2 } },
  { chance: 0.04, fault: { operation: 'lookup', kind: 'hang_before_charge', times: 2, delayMs: 1_000 } },
  { chance: 0.04, fault: { operation: 'lookup', kind: 'cut_off_body', times: 2 } },
  { chance: 0.05, fault: { operation: 'details', kind: 'status', httpStatus: 503, times: 2 } },
  { chance: 0.03, fault: { operation: 'details', kind: 'reset_before_charge', times: 2 } },
];
const OUTAGE_CHANCE = 0.02;

/** Changes the upstream's latency all the time, makes some of its calls fail, and takes it off the net now and then. */
export async function runWeather(
  control: SandboxControl,
  { random, signal }: { random: Random; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    control.setLatency(random.between(0, MAX_LATENCY_MS));
    for (const { chance, fault } of PASSING_FAULTS) {
      if (random.chance(chance) && control.faults().length < MAX_FAULTS) await control.setFault(fault);
    }
    if (random.chance(OUTAGE_CHANCE)) {
      await control.setFault({ operation: 'commit', kind: 'refuse', delayMs: random.between(50, 500) });
    }
    await sleep(random.between(50, 250), undefined, { signal }).catch(() => {});
  }
  await control.clearFaults();
  control.setLatency(0);
}

/** Has the upstream deny this subscriber's order the first times it is looked up. */
export async function denyLookups(control: SandboxControl, username: string): Promise<void> {
  if (control.faults().length >= MAX_FAULTS) return;
  await control.setFault({ operation: 'lookup', kind: 'never_seen', username, times: DENIALS });
}
