import type { RenewalPosition } from '../ledger/ledger.js';
import type { RenewalRecord } from '../ledger/renewal-record.js';

/** One page of renewals, newest first. */
export interface RenewalPage {
  readonly renewals: readonly RenewalRecord[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const POSITION_PATTERN = /^(\d{1,15})\.([0-9a-f-]{36})$/;

/** The opaque cursor of a renewal: its place in the order, not its number in a list, so that it holds while rows come. */
export function cursorOf({ createdAtMs, id }: RenewalPosition): string {
  return Buffer.from(`${createdAtMs}.${id}`).toString('base64url');
}

/** Reads a cursor back; null when it is none of ours. */
export function parseCursor(cursor: string): RenewalPosition | null {
  const match = POSITION_PATTERN.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (match === null) return null;
  const [, createdAtMs = '', id = ''] = match;
  return { createdAtMs: Number(createdAtMs), id };
}
