import type { Hashcnet } from '../datasources/hashcnet/hashcnet.js';
import type { LookupOutcome } from '../datasources/hashcnet/outcome.js';
import { formatPaisa } from '../values/decimal.js';
import type { Suspect, Suspects } from './suspects.js';

/**
 * Looks the suspects up, one after the other, and adds what upstream says of each. It reads only: the ledger learns nothing
 * of it, since only the service settles.
 */
export async function askUpstream(suspects: Suspects, hashcnet: Pick<Hashcnet, 'lookup'>): Promise<Suspects> {
  const ask = async (all: readonly Suspect[]): Promise<Suspect[]> => {
    const asked: Suspect[] = [];
    for (const suspect of all) {
      const outcome = await hashcnet.lookup(suspect.reference);
      asked.push({ ...suspect, upstreamSays: describeOutcome(outcome) });
    }
    return asked;
  };
  const { alone, together } = suspects;
  return { alone: { ...alone, items: await ask(alone.items) }, together: await ask(together) };
}

function describeOutcome(outcome: LookupOutcome): string {
  switch (outcome.kind) {
    case 'succeeded': {
      const { amountPaisa, refundedPaisa } = outcome.report;
      const refunded = refundedPaisa ? `, ${formatPaisa(refundedPaisa)} refunded` : '';
      return `Success, ${formatPaisa(amountPaisa)}${refunded}`;
    }
    case 'failed':
      return 'Failed';
    case 'processing':
      return outcome.state;
    case 'never_seen':
      return 'never seen';
    case 'unanswered':
      return 'no usable answer';
  }
}
