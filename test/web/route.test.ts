import fc from 'fast-check';
import { type Route, readRoute, writeRoute } from '../../web/shop/route.js';

const word = fc
  .string({ minLength: 1, maxLength: 50, unit: 'grapheme' })
  .filter((text) => text.isWellFormed());

test('every place has an address that leads back to it, whatever the username', () => {
  const route: fc.Arbitrary<Route> = fc.oneof(
    fc.constant<Route>({ at: 'isps' }),
    fc.constant<Route>({ at: 'purchases' }),
    word.map((slug): Route => ({ at: 'isp', slug })),
    fc.tuple(word, word).map(([slug, username]): Route => ({ at: 'subscriber', slug, username })),
    fc
      .tuple(word, word, word)
      .map(([slug, username, offer]): Route => ({ at: 'confirm', slug, username, offer })),
    word.map((key): Route => ({ at: 'purchase', key })),
  );
  fc.assert(fc.property(route, (there) => expect(readRoute(writeRoute(there))).toEqual(there)));
});

test.each(['', '#', '#/', '#/nothing', '#/isp', '#/isp/%E0%A4%A', '#top'])(
  '%j leads to the beginning',
  (hash) => {
    expect(readRoute(hash)).toEqual({ at: 'isps' });
  },
);
