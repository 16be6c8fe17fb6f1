import { createHmac, hash } from 'node:crypto';

const SIGNATURE_BYTES = 16;
/** JSON has no line end in it, so the first one ends what the offers of a lookup share. */
const SEPARATOR = '\n';

/**
 * Writes the ids of one lookup's offers: what they share, what is each one's own, and the signature of that under the key of the
 * lookup, all in base64. The signature is half of a SHA-256 and hides the other half, so that nothing can be appended to what was hashed (ADR 16).
 *
 * All ids are put into base64 at once and cut from it, which saves a sixth of the time. Three bytes make four letters, so each id is filled up with
 * spaces to whole threes of bytes, and signed like that.
 *
 * @param sharedContent as `ownContents` a JSON text, where spaces at the end mean nothing
 * @returns in the order of `ownContents`
 */
export function writeOfferIds(
  sharedContent: string,
  ownContents: readonly string[],
  key: Buffer,
): readonly string[] {
  const toByteText = chooseByteText([sharedContent, ...ownContents]);
  const shared = toByteText(sharedContent + SEPARATOR);
  const lookupKey = createHmac('sha256', key).update(sharedContent).digest('base64url');
  const parts: string[] = [];
  const ends: number[] = [];
  let byteCount = 0;
  for (const ownContent of ownContents) {
    const unfilledBytes = shared.length + toByteText(ownContent).length + SIGNATURE_BYTES;
    const own = ownContent + ' '.repeat((3 - (unfilledBytes % 3)) % 3);
    parts.push(shared, toByteText(own), sign(own, lookupKey));
    byteCount += Math.ceil(unfilledBytes / 3) * 3;
    ends.push((byteCount / 3) * 4);
  }
  const letters = Buffer.from(parts.join(''), 'latin1').toString('base64url');
  return ends.map((end, index) => letters.slice(ends[index - 1] ?? 0, end));
}

/** The contents that an id says it has, still to be checked. */
export function readOfferId(offerId: string): { readonly shared: string; readonly own: string } {
  const bytes = Buffer.from(offerId, 'base64url');
  const [shared = '', own = ''] = bytes.toString('utf8', 0, bytes.length - SIGNATURE_BYTES).split(SEPARATOR);
  return { shared, own };
}

/** A letter for each byte. */
function sign(own: string, lookupKey: string): string {
  return hash('sha256', lookupKey + own, 'latin1').slice(0, SIGNATURE_BYTES);
}

/** How to write texts with a letter for each byte of their UTF-8: as they are, where all of them are ASCII. */
function chooseByteText(texts: readonly string[]): (text: string) => string {
  const all = texts.join('');
  return Buffer.byteLength(all) === all.length
    ? (text) => text
    : (text) => Buffer.from(text).toString('latin1');
}
