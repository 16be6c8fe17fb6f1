import type { SubscriberKey } from '../../src/datasources/hashcnet/hashcnet.js';
import { createKeyedLoader, createSubscriberLoader } from '../../src/datasources/loaders.js';

describe('the subscriber loader', () => {
  it('looks the same key up once, and tells keys apart exactly', async () => {
    const asked: SubscriberKey[] = [];
    const loader = createSubscriberLoader(async (key) => asked.push(key));
    const keys = [
      { slug: 'vns', username: 'a' },
      { slug: 'vns', username: 'a' },
      { slug: 'vns', username: 'A' },
      { slug: 'other', username: 'a' },
      { slug: 'vn', username: 'sa' },
      { slug: 'vns","a', username: '' },
    ];
    await Promise.all(keys.map((key) => loader.load(key)));
    expect(asked).toHaveLength(5);
  });

  it('looks up side by side, and one that fails does not fail the others', async () => {
    let underWay = 0;
    let most = 0;
    const loader = createSubscriberLoader(async ({ username }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      if (username === 'b') throw new TypeError('no');
      return username;
    });
    const loaded = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((username) => loader.load({ slug: 'vns', username })),
    );
    expect(most).toBe(4);
    expect(loaded).toMatchObject([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: new TypeError('no') },
      { status: 'fulfilled', value: 'c' },
      { status: 'fulfilled', value: 'd' },
    ]);
  });

  it('a lookup that throws at once fails alone, and is not tried again', async () => {
    let throws = 0;
    const loader = createSubscriberLoader(({ username }) => {
      if (username === 'a') return Promise.resolve(username);
      throws += 1;
      throw new Error('at once');
    });
    const loaded = await Promise.allSettled(
      ['a', 'b', 'b'].map((username) => loader.load({ slug: 's', username })),
    );
    expect(loaded.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(throws).toBe(1);
  });
});

describe('the keyed loader', () => {
  it('loads a batch in the order of its ids, at most 100 at a time', async () => {
    const batches: number[] = [];
    const loader = createKeyedLoader(async (ids) => {
      batches.push(ids.length);
      return ids.map((id) => `value of ${id}`);
    });
    const ids = Array.from({ length: 150 }, (_, index) => String(index));
    expect(await loader.loadMany(ids)).toEqual(ids.map((id) => `value of ${id}`));
    expect(batches).toEqual([100, 50]);
  });
});
