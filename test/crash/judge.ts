import type { TransactionRecord } from '../../src/sandbox/sandbox.js';
import type { Books, Rule, Violation } from './books.js';
import type { Intent, KeyNotes } from './intent-book.js';
import type { ListedRenewal } from './listed-renewal.js';

/** Compares the three books. Pure: what it says depends on nothing but them. */
export function judge(books: Books): Violation[] {
  const renewalsByUsername = Map.groupBy(books.renewals, ({ username }) => username);
  const transactionsByUsername = Map.groupBy(books.transactions, ({ username }) => username);
  const renewalsByReference = new Map(books.renewals.map((renewal) => [renewal.reference, renewal]));
  const violations: Violation[] = [];
  for (const [reference, count] of books.ordersByReference) {
    const username = renewalsByReference.get(reference)?.username ?? null;
    if (count > 1)
      violations.push({ rule: 'sent twice', what: `${reference} came ${count} times`, username });
    if (username === null) violations.push({ rule: 'sent unrecorded', what: reference, username });
  }
  const arrivals = new Map([...books.ordersByReference.keys()].map((reference, n) => [reference, n]));
  for (const intent of books.intents) {
    const { username } = intent;
    const facts = {
      intent,
      renewals: renewalsByUsername.get(username) ?? [],
      transactions: transactionsByUsername.get(username) ?? [],
      arrivals,
    };
    const found = [
      ...judgeCharges(facts),
      ...judgeArrivals(facts),
      ...judgeRenewals(facts),
      ...intent.keys.flatMap((notes) => judgeKey(notes, facts)),
    ];
    violations.push(...found.map(([rule, what]) => ({ rule, what, username })));
  }
  return violations;
}

interface Facts {
  readonly intent: Intent;
  readonly renewals: readonly ListedRenewal[];
  readonly transactions: readonly TransactionRecord[];
  /** By reference: the how-manieth order at the upstream it was. */
  readonly arrivals: ReadonlyMap<string, number>;
}
type Finding = readonly [rule: Rule, what: string];

function judgeCharges({ renewals, transactions }: Facts): Finding[] {
  const findings: Finding[] = [];
  const charged = transactions.filter(({ isCharged }) => isCharged);
  if (charged.length > 1)
    findings.push([
      'double',
      `${charged.length} charges: ${charged.map(({ reference }) => reference).join(', ')}`,
    ]);
  for (const transaction of charged) {
    const renewal = renewals.find(({ reference }) => reference === transaction.reference);
    if (renewal === undefined)
      findings.push(['lost', `${transaction.reference} is charged and in no ledger`]);
    else if (renewal.status === 'FAILED' && stands(transaction)) {
      findings.push([
        'refunded but charged',
        `${renewal.id} is FAILED and ${transaction.reference} is charged`,
      ]);
    } else if (renewal.status === 'REFUNDED' && stands(transaction)) {
      findings.push(['refunded but charged', `${renewal.id} is REFUNDED and the charge stands`]);
    }
  }
  return findings;
}

/** Of one session's orders, another may be sent only once the one before has FAILED. */
function judgeArrivals({ renewals, arrivals }: Facts): Finding[] {
  const arrivalOf = ({ reference }: ListedRenewal) => arrivals.get(reference) ?? -1;
  const sent = renewals
    .filter((renewal) => arrivalOf(renewal) >= 0)
    .sort((a, b) => arrivalOf(a) - arrivalOf(b));
  return sent
    .slice(0, -1)
    .filter(({ status }) => status !== 'FAILED')
    .map(
      ({ id, status }) =>
        ['double', `another order of its session was sent although ${id} is ${status}`] as const,
    );
}

function judgeRenewals({ intent, renewals, transactions }: Facts): Finding[] {
  const findings: Finding[] = [];
  const living = renewals.filter(({ status }) => status !== 'FAILED');
  if (living.length > 1) findings.push(['double', `${living.length} living renewals for one session`]);
  for (const renewal of renewals) {
    const isExcused = renewal.needsAttention && intent.sort.mayEndFlagged === true;
    const transaction = transactions.find(({ reference }) => reference === renewal.reference);
    if (renewal.status === 'PENDING' && !isExcused)
      findings.push(['undecided', `${renewal.id} is ${renewal.pendingReason}`]);
    if (renewal.needsAttention && !isExcused)
      findings.push(['flagged', `${renewal.id} is ${renewal.status} and flagged`]);
    if (renewal.status === 'SUCCEEDED' && !isBought(transaction)) {
      findings.push(['taken for nothing', `${renewal.id} is SUCCEEDED and nothing was charged`]);
    }
    if (!intent.keys.some(({ key }) => key === renewal.idempotencyKey)) {
      findings.push(['double', `${renewal.id} has a key that nobody used: ${renewal.idempotencyKey}`]);
    }
  }
  return findings;
}

function judgeKey(notes: KeyNotes, { intent, renewals, transactions }: Facts): Finding[] {
  const findings: Finding[] = [];
  const own = renewals.filter(({ idempotencyKey }) => idempotencyKey === notes.key);
  const [renewal] = own;
  if (own.length > 1) findings.push(['double', `key ${notes.key} has ${own.length} renewals`]);
  for (const id of notes.renewalIds) {
    if (id !== renewal?.id)
      findings.push([
        'not findable',
        `key ${notes.key} was told of ${id}, and now has ${renewal?.id ?? 'none'}`,
      ]);
  }
  const transaction = transactions.find(({ reference }) => reference === renewal?.reference);
  const wasTold = (advice: string) => notes.advices.some((told) => told === advice);
  if (wasTold('REFUND') && transaction && stands(transaction)) {
    findings.push([
      'refunded but charged',
      `key ${notes.key} was told REFUND and ${transaction.reference} is charged`,
    ]);
  }
  if (wasTold('DEDUCT') && !isBought(transaction)) {
    findings.push(['taken for nothing', `key ${notes.key} was told DEDUCT and nothing was charged`]);
  }
  const advices = [...notes.advices, ...(renewal ? [renewal.advice] : [])];
  if (!isOrderly(advices, renewal))
    findings.push(['took it back', `key ${notes.key} was told ${advices.join(', ')}`]);
  for (const problem of notes.problems) {
    const isRivalry = problem === 'OFFER_ALREADY_USED' && intent.keys.length > 1;
    if (!isRivalry) findings.push(['problem', `key ${notes.key} was refused: ${problem}`]);
  }
  return findings;
}

/** HOLD any number of times, then one advice for good; DEDUCT may become REFUND when the provider refunds. */
function isOrderly(advices: readonly string[], renewal: ListedRenewal | undefined): boolean {
  const firm = advices.filter((advice, n) => advice !== advices[n - 1]);
  if (firm[0] === 'HOLD') firm.shift();
  const [first, second] = firm;
  if (firm.length <= 1) return true;
  return firm.length === 2 && first === 'DEDUCT' && second === 'REFUND' && renewal?.status === 'REFUNDED';
}

/** The reseller's money is still taken, at least in part. */
function stands({ isCharged, refundedAmount, amount }: TransactionRecord): boolean {
  return isCharged && Number(refundedAmount) < Number(amount);
}

/** Charged by a success, whatever was refunded later. */
function isBought(transaction: TransactionRecord | undefined): boolean {
  return transaction?.isCharged === true && transaction.state.toLowerCase() === 'success';
}
