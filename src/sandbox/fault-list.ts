import type { FaultRequest, Operation } from './fault.js';
import { issue } from './issue.js';
import { LIMIT } from './limit.js';

/** What a call is about, as far as it is known before it is served. */
export interface FaultTarget {
  readonly operation: Operation;
  readonly username: string | undefined;
  readonly references: readonly string[];
}

/** The faults set from outside, in the order they were set. */
export interface FaultList {
  set(fault: FaultRequest): void;
  clear(): void;
  list(): FaultRequest[];
  /** The faults this call meets; each that has `times` is used once. */
  meet(target: FaultTarget): FaultRequest[];
}

/** An empty list of faults, bounded by `LIMIT.faults`. */
export function createFaultList(): FaultList {
  const uses = new Map<FaultRequest, number>();
  const use = (fault: FaultRequest) => {
    const count = (uses.get(fault) ?? 0) + 1;
    if (fault.times !== undefined && count >= fault.times) uses.delete(fault);
    else uses.set(fault, count);
  };
  return {
    set(fault) {
      if (uses.size >= LIMIT.faults) throw issue(`no more than ${LIMIT.faults} faults can be set`);
      uses.set({ ...fault }, 0);
    },
    clear: () => uses.clear(),
    list: () => [...uses.keys()],
    meet(target) {
      const met = [...uses.keys()].filter((fault) => matches(fault, target));
      for (const fault of met) use(fault);
      return met;
    },
  };
}

function matches(fault: FaultRequest, target: FaultTarget): boolean {
  return (
    fault.operation === target.operation &&
    (fault.username === undefined || fault.username === target.username) &&
    (fault.reference === undefined || target.references.includes(fault.reference))
  );
}
