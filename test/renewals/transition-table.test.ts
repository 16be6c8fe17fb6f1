import {
  FINDINGS,
  type Finding,
  RENEWAL_STATES,
  type RenewalState,
  stateOf,
  TRANSITIONS,
} from '../../src/renewals/renewal.js';

const FINAL: readonly RenewalState[] = ['SUCCEEDED', 'FAILED', 'REFUNDED'];

function targets(state: RenewalState): RenewalState[] {
  return Object.values(TRANSITIONS[state]);
}

describe('the transition table', () => {
  test('knows every state, and every finding has an edge somewhere', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...RENEWAL_STATES].sort());
    for (const finding of FINDINGS) {
      expect(RENEWAL_STATES.filter((state) => TRANSITIONS[state][finding] !== undefined)).not.toEqual([]);
    }
  });

  test('moves a final state by SUCCEEDED to REFUNDED only, and only on a lookup', () => {
    for (const state of FINAL) {
      const moves = Object.entries(TRANSITIONS[state]).filter(([, target]) => target !== state);
      expect(moves).toEqual(state === 'SUCCEEDED' ? [['LOOKUP_REFUNDED', 'REFUNDED']] : []);
    }
  });

  test('never goes back to SUBMITTED', () => {
    expect(RENEWAL_STATES.flatMap(targets)).not.toContain('SUBMITTED');
  });

  test("reaches SUCCEEDED only by upstream's Success", () => {
    const causes = RENEWAL_STATES.flatMap((state) =>
      Object.entries(TRANSITIONS[state]).filter(
        ([, target]) => target === 'SUCCEEDED' && state !== 'SUCCEEDED',
      ),
    ).map(([finding]) => finding);
    expect(new Set(causes)).toEqual(new Set(['COMMIT_SUCCEEDED', 'LOOKUP_SUCCEEDED']));
  });

  test('reaches FAILED only by proof that nothing was bought', () => {
    const proofs: Finding[] = ['COMMIT_REFUSED', 'COMMIT_NOT_SENT', 'LOOKUP_FAILED', 'NEVER_RECORDED'];
    const causes = RENEWAL_STATES.filter((state) => state !== 'FAILED').flatMap((state) =>
      Object.entries(TRANSITIONS[state])
        .filter(([, target]) => target === 'FAILED')
        .map(([finding]) => finding),
    );
    expect(new Set(causes)).toEqual(new Set(proofs));
  });

  test('takes what upstream accepted for a contradiction of "refused" and "never recorded"', () => {
    expect(TRANSITIONS.PROCESSING.COMMIT_REFUSED).toBeUndefined();
    expect(TRANSITIONS.PROCESSING.NEVER_RECORDED).toBeUndefined();
  });

  test('names the state of a stored row', () => {
    expect(stateOf({ status: 'PENDING', pendingReason: 'IN_DOUBT' })).toBe('IN_DOUBT');
    expect(stateOf({ status: 'REFUNDED', pendingReason: null })).toBe('REFUNDED');
  });
});
