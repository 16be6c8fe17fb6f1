import { getPriority, setPriority } from 'node:os';

/** Linux weighs each step at a factor of 1.25: between two threads that want the same core, ten leave one of them a tenth of it. */
const STEPS = 10;
const LOWEST = 19;

/**
 * Lets the process's other threads go first when they want the processor at the same time (ADR 20). On Linux alone is priority a
 * thread's own, and only there does this anything. Where it is forbidden the thread works on as before.
 */
export function yieldPriority(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(LOWEST, getPriority() + STEPS));
  } catch {
    // A sandbox may refuse the call; what is lost is time.
  }
}
