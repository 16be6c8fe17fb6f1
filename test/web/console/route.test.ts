import fc from 'fast-check';
import { OUTCOMES } from '../../../web/console/model/day-sums.js';
import {
  addDays,
  isDay,
  kathmanduDay,
  startOfDayMs,
  toCreatedRange,
} from '../../../web/console/model/kathmandu-day.js';
import { NO_FILTER, type Route, readRoute, writeRoute } from '../../../web/console/route.js';

const word = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.isWellFormed() && text === text.trim() && text !== '');
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => kathmanduDay(date.getTime()));

test('every place has an address that leads back to it', () => {
  const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const route: fc.Arbitrary<Route> = fc.oneof(
    fc.constantFrom<Route>({ screen: 'open' }, { screen: 'service' }),
    fc
      .record({
        statuses: fc.subarray([...OUTCOMES]),
        isp: optional(word),
        username: optional(word),
        flagged: fc.boolean(),
        from: optional(day),
        to: optional(day),
      })
      .map((filter): Route => ({ screen: 'list', filter })),
    word.map((id): Route => ({ screen: 'renewal', id })),
    word.map((text): Route => ({ screen: 'find', text })),
    optional(day).map((each): Route => ({ screen: 'day', day: each })),
  );
  fc.assert(fc.property(route, (there) => expect(readRoute(writeRoute(there))).toEqual(there)));
});

test.each(['', '#', '#/', '#/?x=1'])('%j leads to what is open', (hash) => {
  expect(readRoute(hash)).toEqual({ screen: 'open' });
});

test.each(['#/nothing', '#/renewals/%E0%A4%A', '#/renewals/a/b', '#/day/x', `#/renewals/${'x'.repeat(101)}`])(
  '%j is no address of the console',
  (hash) => {
    expect(readRoute(hash)).toEqual({ screen: 'nowhere' });
  },
);

test('what is no filter is passed over', () => {
  const hash = '#/renewals?status=LOST,FAILED&from=2026-02-30&to=yesterday&flagged=yes&username=%20';
  expect(readRoute(hash)).toEqual({ screen: 'list', filter: { ...NO_FILTER, statuses: ['FAILED'] } });
});

describe('a day in Nepal', () => {
  test('begins at a quarter past six in the evening, by UTC', () => {
    expect(kathmanduDay(Date.parse('2026-11-23T18:14:59.999Z'))).toBe('2026-11-23');
    expect(kathmanduDay(Date.parse('2026-11-23T18:15:00.000Z'))).toBe('2026-11-24');
    expect(toCreatedRange('2026-11-24', '2026-11-24')).toEqual({
      createdFrom: '2026-11-23T18:15:00.000Z',
      createdBefore: '2026-11-24T18:15:00.000Z',
    });
    expect(toCreatedRange(null, null)).toEqual({});
  });

  test('follows the one before, over months and leap years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '', null])('%j is none', (text) => {
    expect(isDay(text)).toBe(false);
  });

  test('has its beginning in itself', () => {
    fc.assert(fc.property(day, (each) => expect(kathmanduDay(startOfDayMs(each))).toBe(each)));
  });
});
