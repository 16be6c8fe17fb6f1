/** One way a text can be written: what is looked for, lower-cased, since a leak in capitals is one too. */
export interface Spelling {
  readonly name: string;
  readonly text: string;
}

/** Every way in which a secret could come out of the service and be read by whoever sees it. */
export function listSpellings(secret: string): Spelling[] {
  const bytes = Buffer.from(secret, 'utf8');
  const url = encodeURIComponent(secret);
  const spellings = [
    ['raw', secret],
    ['raw, read as bytes', bytes.toString('latin1')],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['JSON, all escaped', [...secret].map((letter) => `\\u${hex(letter.charCodeAt(0), 4)}`).join('')],
    ['URL', url],
    ['URL, as a form', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['URL, as a path', encodeURI(secret)],
    ['URL, twice', encodeURIComponent(url)],
    ['URL, all escaped', [...bytes].map((byte) => `%${hex(byte, 2)}`).join('')],
    ['HTML', escapeHtml(secret)],
    ['hex', bytes.toString('hex')],
    ...[0, 1, 2].flatMap((offset) => {
      const text = spellBase64(bytes, offset);
      return [
        [`base64 at ${offset}`, text],
        [`base64url at ${offset}`, text.replaceAll('+', '-').replaceAll('/', '_')],
      ];
    }),
  ] as const;
  return spellings.map(([name = '', text = '']) => ({ name, text: text.toLowerCase() }));
}

/** The letters that depend on the secret alone when it begins at `offset` of a group of three bytes. */
function spellBase64(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + bytes.length) * 8) / 6);
  return whole.slice(first, last);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
