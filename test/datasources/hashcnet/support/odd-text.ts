import fc from 'fast-check';

/** What `trim`, a control-character filter or a printable-ASCII check could each take for something else. */
const ODD = [
  ...' \t\n\r\v\f',
  ...'\u0000\u001f\u007f\u0085\u00a0\u00ad\u1680\u180e\u2003\u200b\u200e\u2028\u2029\u202e\u2066\u3000\ufeff\ue000',
  '\ud800',
  '\udc00',
  '😀',
  'é',
];

/** Ordinary characters among odd ones, which stand at the edges as often as within. */
export const oddText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...'a1Z~! _') }, fc.constantFrom(...ODD)), {
    maxLength: 12,
  })
  .map((characters) => characters.join(''));
