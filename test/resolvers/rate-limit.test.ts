import { createRateLimit } from '../../src/resolvers/rate-limit.js';

/** Turns on a clock that stands still until told otherwise. */
function createTurns(perMinute: number) {
  let nowMs = 1_000;
  const takeTurn = createRateLimit({
    perMinute,
    clock: { nowMs: () => nowMs, sleep: async () => {} },
    onRefusal: () => {},
  });
  return {
    pass: (ms: number) => {
      nowMs += ms;
    },
    /** How many of so many tries were let through. */
    take(client: string, tries: number): number {
      let taken = 0;
      for (let i = 0; i < tries; i += 1) {
        try {
          takeTurn(client, 'subscriber');
          taken += 1;
        } catch {}
      }
      return taken;
    },
  };
}

describe('turns of one client', () => {
  it('are never more than its share, however long it goes on', () => {
    const { take, pass } = createTurns(6);
    let taken = take('shop', 99);
    // Past six turnovers of the generations, in steps that end on neither side of them alike: 380 s, which make 38 turns.
    for (let step = 0; step < 40; step += 1) {
      pass(9_500);
      taken += take('shop', 99);
    }
    expect(taken).toBeGreaterThanOrEqual(43);
    expect(taken).toBeLessThanOrEqual(44);
  });

  it('are not given anew by a pause shorter than a minute, on either side of a turnover', () => {
    const { take, pass } = createTurns(60);
    pass(59_000);
    expect(take('shop', 99)).toBe(60);
    // Others come all the while, so that the generations turn over when they may.
    for (let i = 0; i < 10; i += 1) {
      pass(5_900);
      expect(take('other', 1)).toBe(1);
    }
    expect(take('shop', 99)).toBe(59);
  });

  it('are not given anew by a crowd of other clients, up to five thousand', () => {
    const { take } = createTurns(2);
    expect(take('shop', 9)).toBe(2);
    for (let i = 0; i < 5_000; i += 1) take(`client-${i}`, 1);
    expect(take('shop', 9)).toBe(0);
  });
});
