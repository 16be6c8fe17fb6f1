/** What a state means for the money (upstream.md section 2): taken, held, or given back. */
export type StateMeaning = 'success' | 'pending' | 'failed';

const FAILED_STATES = new Set(['failed', 'error', 'expired', 'status error']);

/** The meaning of a state in any letter case; a state nobody knows holds the money. */
export function meaningOf(state: string): StateMeaning {
  const lower = state.trim().toLowerCase();
  if (lower === 'success') return 'success';
  return FAILED_STATES.has(lower) ? 'failed' : 'pending';
}

/** The `details` that a lookup shows beside a state when nothing else is known. */
export function describeState(state: string): string {
  const meaning = meaningOf(state);
  if (meaning === 'pending') return '';
  return meaning === 'success' ? 'Successful recharge' : 'Manually Failed';
}
