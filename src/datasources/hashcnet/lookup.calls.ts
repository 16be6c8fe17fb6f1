import { type CallDeps, isReference } from './call.js';
import type { Hashcnet } from './hashcnet.js';
import type { LookupOutcome } from './outcome.js';
import { readAnswer } from './read.exchange.js';
import { answerAll, readBulkLookup, writeBulkLookupPath } from './wire/bulk-lookup.wire.js';
import { readLookup, writeLookupPath } from './wire/lookup.wire.js';

const MAX_BULK_REFERENCES = 50;

/** Makes the calls that ask what became of an order (upstream.md section 3). */
export function createLookups(deps: CallDeps): Pick<Hashcnet, 'lookup' | 'bulkLookup'> {
  return {
    lookup: (reference) => deps.observer.watch('lookup', () => lookUp(deps, reference)),
    bulkLookup: (references) => lookUpMany(deps, references),
  };
}

async function lookUp(deps: CallDeps, reference: string): Promise<LookupOutcome> {
  if (!isReference(reference)) return unanswered('UNFIT_REFERENCE');
  return readAnswer<LookupOutcome>(deps, {
    write: () => ({ method: 'GET', path: writeLookupPath(deps.token.reveal(), reference) }),
    read: (answer) => readLookup(answer, reference, deps.clean),
    fail: unanswered,
    isUndecided: (outcome) => outcome.kind === 'unanswered',
  });
}

/** What lies past the bound, or is no reference, is not asked for and comes back unanswered. */
async function lookUpMany(
  deps: CallDeps,
  references: readonly string[],
): Promise<ReadonlyMap<string, LookupOutcome>> {
  const asked = [...new Set(references)].filter(isReference).slice(0, MAX_BULK_REFERENCES);
  const skipped = answerAll(references, unanswered('NOT_ASKED'));
  if (asked.length === 0) return skipped;
  const { outcomes } = await deps.observer.watch('bulk_lookup', async () => describe(await ask(deps, asked)));
  return new Map([...skipped, ...outcomes]);
}

type Outcomes = ReadonlyMap<string, LookupOutcome>;

function ask(deps: CallDeps, references: readonly string[]): Promise<Outcomes> {
  return readAnswer<Outcomes>(deps, {
    write: () => ({ method: 'GET', path: writeBulkLookupPath(deps.token.reveal(), references) }),
    read: (answer) => readBulkLookup(answer, references, deps.clean),
    fail: (cause) => answerAll(references, unanswered(cause)),
    isUndecided: () => true,
  });
}

/** A bulk answer as one observation: unanswered when nothing at all was learnt. */
function describe(outcomes: Outcomes): { kind: string; cause: string | null; outcomes: Outcomes } {
  const all = [...outcomes.values()];
  const [first] = all;
  const isUnanswered = all.every((outcome) => outcome.kind === 'unanswered');
  return isUnanswered && first?.kind === 'unanswered'
    ? { kind: 'unanswered', cause: first.cause, outcomes }
    : { kind: 'answered', cause: null, outcomes };
}

function unanswered(cause: string): LookupOutcome {
  return { kind: 'unanswered', cause };
}
