import { writeCsv } from '../../../web/console/model/csv.js';

const write = (...cells: (string | null)[]) =>
  writeCsv(
    cells.map((_cell, index) => ({ name: `c${index}`, read: (row: (string | null)[]) => row[index] })),
    [cells],
  ).split('\r\n')[1];

test('a file begins with a byte order mark and its titles, and every line ends as RFC 4180 has it', () => {
  expect(writeCsv([{ name: 'id', read: (row: string) => row }], ['1', '2'])).toBe('\ufeffid\r\n1\r\n2\r\n');
});

test('nothing to tell is an empty cell', () => {
  expect(write('a', null, 'b')).toBe('a,,b');
});

test('commas, quotes and line breaks stay within their cell', () => {
  expect(write('a,b', 'say "yes"')).toBe('"a,b","say ""yes"""');
  expect(writeCsv([{ name: 'text', read: (row: string) => row }], ['a\r\nb'])).toContain('"a\r\nb"\r\n');
});

test.each(['=1+1', '+9779800000000', '-2', '@cmd', '\tx', '＝1', '＋1', '－1', '＠x', "'already"])(
  'a spreadsheet takes %j for text, not for a formula',
  (risky) => {
    expect(write(risky)).toBe(`'${risky}`);
  },
);

test.each(['\r=1', '\n=1'])('nor does a line break hide one: %j', (risky) => {
  expect(writeCsv([{ name: 'text', read: (row: string) => row }], [risky])).toBe(
    `\ufefftext\r\n"'${risky}"\r\n`,
  );
});

test('letters, digits and Devanagari are left as they are', () => {
  expect(write('plain-7', '1232.00', 'सेवा')).toBe('plain-7,1232.00,सेवा');
});
