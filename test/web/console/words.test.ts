import { EVENT_TYPES } from '../../../src/ledger/renewal-record.js';
import { createTimeFormat } from '../../../web/console/format.js';
import { createMemory } from '../../../web/console/live/memory.js';
import en from '../../../web/messages/console.en.json' with { type: 'json' };
import ne from '../../../web/messages/console.ne.json' with { type: 'json' };

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('spans and times', () => {
  const english = createTimeFormat('en');
  const nepali = createTimeFormat('ne');

  test.each([
    [-5, '0 s', '० सेकेन्ड'],
    [999, '0 s', '० सेकेन्ड'],
    [59_999, '59 s', '५९ सेकेन्ड'],
    [5 * MINUTE + 59_000, '5 min', '५ मिनेट'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min', '२ घण्टा ५ मिनेट'],
    [2 * HOUR, '2 h', '२ घण्टा'],
    [49 * HOUR + 59 * MINUTE, '2 d 1 h', '२ दिन १ घण्टा'],
  ])('%i milliseconds', (ms, inEnglish, inNepali) => {
    expect(plain(english.span(ms))).toBe(inEnglish);
    expect(plain(nepali.span(ms))).toBe(inNepali);
  });

  test("are at Kathmandu's time", () => {
    const atMs = Date.parse('2026-11-23T18:20:07.000Z');
    expect(plain(english.short(atMs))).toBe('24 Nov, 0:05');
    expect(plain(english.full(atMs))).toBe('24 Nov 2026, 0:05:07');
    expect(plain(nepali.exact(atMs))).toBe('२४ नोभेम्बर, ०:०५:०७');
  });

  test.each([
    [0.00561, '5.6 ms', '५.६ मि.से.'],
    [0.25, '250 ms', '२५० मि.से.'],
    [1.234, '1.2 s', '१.२ सेकेन्ड'],
  ])('%d seconds that something took', (seconds, inEnglish, inNepali) => {
    expect(plain(english.duration(seconds))).toBe(inEnglish);
    expect(plain(nepali.duration(seconds))).toBe(inNepali);
  });
});

test('both languages say the same things, with the same things filled in', () => {
  const shapeOf = (messages: Record<string, string>) =>
    Object.entries(messages).map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(String).sort()]);
  expect(shapeOf(ne)).toEqual(shapeOf(en));
});

test('everything that can happen to a renewal has words', () => {
  expect(Object.keys(en).filter((key) => key.startsWith('event.'))).toEqual(
    EVENT_TYPES.map((type) => `event.${type}`),
  );
});

test('what was read is remembered, and the oldest goes when there is too much of it', () => {
  const memory = createMemory();
  for (let n = 0; n < 31; n += 1) memory.write(`key ${n}`, { data: n, readAtMs: n });
  expect(memory.read('key 0')).toBeNull();
  expect(memory.read('key 30')?.data).toBe(30);
});
