import { findLeaks, listTexts } from './find-leaks.js';
import { listMarks, MARKS } from './marks.js';
import { listSpellings } from './spellings.js';

const marks = listMarks({ bearer: 'cnry7bearer.payload.signature' });

/** How a service could write a text without knowing that it is a secret; done here by other means than the finder's. */
const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  'in JSON': (text) => JSON.stringify({ a: text }),
  'in JSON within JSON': (text) => JSON.stringify({ a: JSON.stringify({ b: text }) }),
  'in a query string': (text) => new URL(`http://x/?${new URLSearchParams({ token: text })}`).search,
  'in a path': (text) => `/status/${encodeURIComponent(text)}/`,
  'in a path within a query string': (text) =>
    `?next=${encodeURIComponent(`/a/${encodeURIComponent(text)}`)}`,
  'in base64': (text) => btoa(text),
  'in base64 after one byte': (text) => btoa(`x${text} and more`),
  'in base64 after two bytes': (text) => btoa(`xy${text} and more`),
  'in base64 after three bytes': (text) => btoa(`xyz${text} and more`),
  'in base64url after five bytes': (text) => Buffer.from(`{"u":${text}`).toString('base64url'),
  'in hex': (text) => Buffer.from(`x${text}`).toString('hex'),
  'in hex in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'in \\u escapes': (text) => [...text].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join(''),
  'cut short': (text) => text.slice(0, -4),
};

describe('the finder of leaks', () => {
  test.each(Object.entries(WRITERS))('finds every mark %s', (name, write) => {
    for (const [kind, value] of Object.entries(MARKS)) {
      const isWhole = !/["<&+%]/.test(value);
      // What has no odd letters has no part that could stand for the whole.
      if (name === 'cut short' && isWhole) continue;
      const leaks = findLeaks([{ place: 'stdout', text: `{"msg":"x ${write(value)} y"}` }], marks);
      expect(leaks.some((leak) => leak.startsWith(`${kind} in stdout`))).toBe(true);
    }
  });

  test('allows a mark in its own fields, and in no other', () => {
    const body = JSON.stringify({ data: { subscriber: { customerName: MARKS.customerName } } });
    expect(findLeaks(listTexts('answer x', body), marks)).toEqual([]);
    const other = JSON.stringify({ errors: [{ extensions: { customerName2: MARKS.customerName } }] });
    expect(findLeaks(listTexts('answer x', other), marks)).toEqual([
      'customerName in answer x.errors.extensions.customerName2 (raw)',
    ]);
  });

  test('looks into keys, and into what is not JSON', () => {
    const key = JSON.stringify({ [MARKS.apiKey]: 1 });
    expect(findLeaks(listTexts('answer x', key), marks)).toHaveLength(1);
    expect(findLeaks(listTexts('answer x', `<p>${MARKS.apiKey}`), marks)).toHaveLength(1);
  });

  test('finds nothing in what is none', () => {
    const texts = [
      'subscriber lookup',
      'Plain Subscriber',
      '1001',
      'TEST:',
      'f3229672-a736-491e-9d70-c0752d0c7b29',
    ];
    expect(
      findLeaks(
        texts.map((text) => ({ place: 'stdout', text })),
        marks,
      ),
    ).toEqual([]);
  });

  test('has no spelling so short that it could be met by chance', () => {
    for (const value of Object.values(MARKS))
      for (const { text } of listSpellings(value)) expect(text.length).toBeGreaterThanOrEqual(9);
  });
});
