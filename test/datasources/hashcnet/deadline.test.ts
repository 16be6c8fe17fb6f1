import { Pool } from 'undici';
import { Deadline } from '../../../src/datasources/hashcnet/transport/deadline.js';
import { exchange } from '../../../src/datasources/hashcnet/transport/exchange.js';
import { systemClock } from '../../../src/values/clock.js';
import { RESET } from '../../support/scripted-upstream.js';
import { A_KEY, aDataSource, anOrder, withUpstream } from './support/data-source.js';

/** Wakes by the deadline and by nothing else. */
function createSleeper() {
  const signals: (AbortSignal | undefined)[] = [];
  const clock = {
    nowMs: systemClock.nowMs,
    sleep: (_durationMs: number, signal?: AbortSignal) => {
      signals.push(signal);
      return new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    },
  };
  return { clock, signals };
}

describe('a deadline', () => {
  it('that passes while a read pauses ends it, and nothing more is sent', async () => {
    const { clock, signals } = createSleeper();
    await withUpstream(
      RESET,
      async (hashcnet, upstream) => {
        expect(await hashcnet.details(A_KEY)).toMatchObject({ kind: 'unavailable' });
        expect(upstream.requests).toHaveLength(1);
      },
      { clock, timeoutMs: 200 },
    );
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  it('that passes while an order pauses ends it, and it was not sent', async () => {
    const { clock, signals } = createSleeper();
    // Port 9 discards; here nobody listens on it.
    const hashcnet = aDataSource({ baseUrl: 'http://127.0.0.1:9', clock, timeoutMs: 200 });
    expect(await hashcnet.commit(anOrder())).toMatchObject({ kind: 'not_sent', cause: 'ECONNREFUSED' });
    expect(signals).toHaveLength(1);
    await hashcnet.close();
  });

  it('that is past lets no further attempt begin', async () => {
    await withUpstream({ json: {} }, async (_hashcnet, { baseUrl, requests }) => {
      const deadline = new Deadline(1);
      await systemClock.sleep(50);
      const pool = new Pool(baseUrl);
      const deps = { pool, clock: systemClock, basePath: '' };
      const result = await exchange(deps, { method: 'GET', path: '/' }, deadline);
      expect(result).toMatchObject({ kind: 'unsent', cause: 'DEADLINE' });
      expect(deadline.signal.aborted).toBe(true);
      expect(requests).toEqual([]);
      await pool.close();
    });
  });

  it('outlives no call that ended in time', async () => {
    const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    await withUpstream({ json: {} }, async (hashcnet) => {
      const before = countTimers();
      for (let i = 0; i < 20; i += 1)
        await Promise.all([hashcnet.details(A_KEY), hashcnet.commit(anOrder())]);
      // The connections have some of their own.
      expect(countTimers() - before).toBeLessThan(20);
    });
  });

  it('that was stopped never passes, and tells nobody', async () => {
    const deadline = new Deadline(1);
    let told = 0;
    deadline.onPast = () => {
      told += 1;
    };
    deadline.stop();
    await systemClock.sleep(50);
    expect({ told, isPast: deadline.isPast, isAborted: deadline.signal.aborted }).toEqual({
      told: 0,
      isPast: false,
      isAborted: false,
    });
  });
});
