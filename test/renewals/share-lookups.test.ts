import type { SubscriberResult } from '../../src/renewals/look-up-subscriber.js';
import { shareLookups } from '../../src/renewals/share-lookups.js';

const KEY = { client: 'shop', slug: 'vns', username: 'plain' };
const FOUND = { kind: 'found', subscriber: {} } as unknown as SubscriberResult;
const DOWN: SubscriberResult = { kind: 'unavailable', message: '', cause: '' };

/** A provider that answers when told to, in the order it was asked. */
function createLookups(keepMs: number) {
  const asked: PromiseWithResolvers<SubscriberResult>[] = [];
  let nowMs = 0;
  const shared = shareLookups({
    lookUp: () => {
      const call = Promise.withResolvers<SubscriberResult>();
      asked.push(call);
      return call.promise;
    },
    clock: { nowMs: () => nowMs, sleep: async () => {} },
    keepMs,
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { ...shared, asked, pass };
}

async function answer(call: PromiseWithResolvers<SubscriberResult> | undefined, result: SubscriberResult) {
  call?.resolve(result);
  await new Promise(setImmediate);
}

describe('lookups of one client', () => {
  it('at the same time are one call, and get one answer', async () => {
    const { lookUp, asked } = createLookups(0);
    const answers = Array.from({ length: 64 }, () => lookUp({ ...KEY }));
    expect(asked).toHaveLength(1);
    await answer(asked[0], FOUND);
    for (const each of answers) expect(await each).toBe(FOUND);
  });

  it.each([{ client: 'other' }, { slug: 'other' }, { username: 'Plain' }])(
    'are not shared with %j',
    (change) => {
      const { lookUp, asked } = createLookups(1_000);
      lookUp(KEY);
      lookUp({ ...KEY, ...change });
      expect(asked).toHaveLength(2);
    },
  );

  it('one after the other are two calls, unless they are kept', async () => {
    const { lookUp, asked } = createLookups(0);
    lookUp(KEY);
    await answer(asked[0], FOUND);
    lookUp(KEY);
    expect(asked).toHaveLength(2);
  });

  it('are kept for as long as is said, and no longer', async () => {
    const { lookUp, asked, pass } = createLookups(1_000);
    lookUp(KEY);
    await answer(asked[0], FOUND);
    pass(999);
    lookUp(KEY);
    expect(asked).toHaveLength(1);
    pass(1);
    lookUp(KEY);
    expect(asked).toHaveLength(2);
  });

  it('that found nothing are not kept', async () => {
    const { lookUp, asked } = createLookups(1_000);
    lookUp(KEY);
    await answer(asked[0], DOWN);
    lookUp(KEY);
    expect(asked).toHaveLength(2);
  });

  it('that failed are not kept either', async () => {
    const { lookUp, asked } = createLookups(1_000);
    const failing = lookUp(KEY);
    asked[0]?.reject(new Error('the lookup failed'));
    await expect(failing).rejects.toThrow('failed');
    lookUp(KEY);
    expect(asked).toHaveLength(2);
  });

  it('are forgotten after a purchase, also while under way', async () => {
    const { lookUp, forget, asked } = createLookups(1_000);
    lookUp(KEY);
    forget(KEY);
    lookUp(KEY);
    expect(asked).toHaveLength(2);
    await answer(asked[0], FOUND);
    await answer(asked[1], FOUND);
    lookUp(KEY);
    expect(asked).toHaveLength(2);
  });

  it('are still shared and forgotten after thousands of others, and only then looked up anew', async () => {
    const { lookUp, forget, asked } = createLookups(1_000);
    const lookUpOthers = (round: string) => {
      for (let i = 0; i < 5_000; i += 1) lookUp({ ...KEY, username: `${round}-${i}` });
    };
    lookUp(KEY);
    await answer(asked[0], FOUND);
    lookUpOthers('first');
    lookUp(KEY);
    expect(asked).toHaveLength(5_001);
    forget(KEY);
    lookUp(KEY);
    expect(asked).toHaveLength(5_002);
    lookUp(KEY);
    expect(asked).toHaveLength(5_002);
    lookUpOthers('second');
    lookUpOthers('third');
    const before = asked.length;
    lookUp(KEY);
    expect(asked).toHaveLength(before + 1);
  });

  it('of names longer than any are not remembered: a caller must not fill the memory with them', () => {
    const { lookUp, asked } = createLookups(1_000);
    const long = { ...KEY, slug: 'x'.repeat(60_000) };
    lookUp(long);
    lookUp(long);
    expect(asked).toHaveLength(2);
  });
});
