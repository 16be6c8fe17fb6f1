import { createHmac, hash } from 'node:crypto';

/** HMAC-SHA-256 of a text under one key, in base64url. */
export type Hmac = (text: string) => string;

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** A longer text is rare and goes the way of `createHmac`. */
const MAX_TEXT_LENGTH = 1_000;
const MAX_BYTES_A_LETTER = 3;

/**
 * HMAC as RFC 2104 puts it together from two hashes, by one call each: `createHmac` takes twice as long, and leaves an object outside of
 * the heap for the garbage collector to finalize. The results are the same (test/values/hmac.test.ts).
 *
 * @param key at most a block (64 bytes) long
 */
export function createHmacOf(key: Buffer): Hmac {
  if (key.length > BLOCK_BYTES) throw new RangeError('the key is longer than a block');
  const inner = Buffer.concat([padKey(key, 0x36), Buffer.alloc(MAX_TEXT_LENGTH * MAX_BYTES_A_LETTER)]);
  const outer = Buffer.concat([padKey(key, 0x5c), Buffer.alloc(DIGEST_BYTES)]);
  return (text) => {
    if (text.length > MAX_TEXT_LENGTH) return createHmac('sha256', key).update(text).digest('base64url');
    const length = inner.write(text, BLOCK_BYTES, 'utf8');
    outer.write(hash('sha256', inner.subarray(0, BLOCK_BYTES + length), 'binary'), BLOCK_BYTES, 'latin1');
    return hash('sha256', outer, 'base64url');
  };
}

function padKey(key: Buffer, pad: number): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  return block.map((byte) => byte ^ pad);
}
