import type { Mutant } from './mutant.js';

/** Bugs in what is recorded, sent and replayed. */
export const BUYING_MUTANTS: readonly Mutant[] = [
  {
    name: 'record after send',
    file: 'renewals/renew.ts',
    find: `    const result = await ledger.record(renewal, { atMs: nowMs, type: 'SUBMITTED', message });`,
    replace: `    const early = { ...renewal, updatedAtMs: nowMs, version: 1, fence: 0, claimedUntilMs: null };
    const outcome = await deps.hashcnet.commit(orderOf(early, deps));
    const result = await ledger.record(renewal, { atMs: nowMs, type: 'SUBMITTED', message });
    if (result.kind === 'recorded') {
      const settled = await deps.settle(early, { kind: 'commit', outcome });
      return { renewal: settled, problem: null, replayed: false };
    }`,
    harm: 'a crash in between loses an order that was paid for',
  },
  {
    name: 'commit sent again after a timeout',
    file: 'renewals/renew.ts',
    find: `    const outcome = await deps.hashcnet.commit(orderOf(renewal, deps));`,
    replace: `    let outcome = await deps.hashcnet.commit(orderOf(renewal, deps));
    if (outcome.kind === 'in_doubt') outcome = await deps.hashcnet.commit(orderOf(renewal, deps));`,
    harm: 'an order whose answer was lost is sent twice',
  },
  {
    name: 'sendBefore ignored',
    file: 'renewals/renew.ts',
    find: `renewal.createdAtMs + hashcnet.timeoutMs;`,
    replace: `renewal.createdAtMs + Number.MAX_SAFE_INTEGER / 2;`,
    harm: 'a replica that slept sends an order after lookups have concluded that it never was',
  },
  {
    name: 'send instant assumed to be now',
    file: 'renewals/renew.ts',
    find: `const sentAtMs = nowMs + hashcnet.timeoutMs;`,
    replace: `const sentAtMs = nowMs;`,
    harm: 'hold time and horizon count from before the order may have left',
  },
  {
    name: 'crashed orders never looked up',
    file: 'renewals/renew.ts',
    find: `nextCheckAtMs: sentAtMs + policy.holdTimeMs,`,
    replace: `nextCheckAtMs: null,`,
    harm: 'an order whose sender crashed stays open for ever',
  },
  {
    name: 'replay checks expiry first',
    file: 'renewals/renew.ts',
    find: `    const earlier = await ledger.findByKey(request);
    if (earlier !== null) return replay(earlier, fingerprint);
    const nowMs = clock.nowMs();
    if (nowMs >= terms.expiresAtMs) return problem('OFFER_EXPIRED');`,
    replace: `    const nowMs = clock.nowMs();
    if (nowMs >= terms.expiresAtMs) return problem('OFFER_EXPIRED');
    const earlier = await ledger.findByKey(request);
    if (earlier !== null) return replay(earlier, fingerprint);`,
    harm: 'a client that lost the answer is told "expired" and buys again',
  },
  {
    name: 'the loser of a race sends too',
    file: 'renewals/renew.ts',
    find: `      case 'key_used':
        return replay(result.renewal, fingerprint);`,
    replace: `      case 'key_used':
        return { renewal: await submit(result.renewal, deps), problem: null, replayed: true };`,
    harm: 'two clicks at once send the order twice',
  },
  {
    name: 'a used session is bought anyway',
    file: 'renewals/renew.ts',
    find: `        return problem('OFFER_ALREADY_USED', ownOrNull(result.renewal, request.client));`,
    replace: `        return { renewal: await submit(result.renewal, deps), problem: null, replayed: false };`,
    harm: 'one offer under two keys is sent twice',
  },
  {
    name: 'fingerprint not compared',
    file: 'renewals/renew.ts',
    find: `  if (renewal.fingerprint !== fingerprint) return problem('IDEMPOTENCY_KEY_REUSED');
`,
    replace: '',
    harm: 'a key used again for another purchase is answered with the first one',
  },
  {
    name: "another client's renewal shown",
    file: 'renewals/renew.ts',
    find: `return renewal.client === client ? renewal : null;`,
    replace: `return client === '' ? null : renewal;`,
    harm: "a client sees another's purchase",
  },
  {
    name: 'reference random per attempt',
    file: 'renewals/renew.ts',
    find: `reference: makeReference(request),`,
    replace: `reference: (makeReference(request), randomUUID().replaceAll('-', '')),`,
    harm: "once the ledger is lost, upstream's duplicate check no longer stops a second charge",
  },
  {
    name: 'session id in the fingerprint',
    file: 'renewals/purchase-identity.ts',
    find: `const parts = [client, slug,`,
    replace: `const parts = [purchase.sessionId, client, slug,`,
    harm: 'the same purchase from a later lookup is refused as another one',
  },
  {
    name: 'price and duration left out of the fingerprint',
    file: 'renewals/purchase-identity.ts',
    find: `planTitle, packageCode, durationCode, amountPaisa];`,
    replace: `planTitle, packageCode];`,
    harm: 'a longer plan under a used key is answered with the shorter one',
  },
  {
    name: 'everybody may read everything',
    file: 'renewals/read.ts',
    find: `(viewer.seesAll || renewal.client === viewer.client)`,
    replace: `(viewer.seesAll || renewal.client !== viewer.client || renewal.client === viewer.client)`,
    harm: "a client reads another's purchases",
  },
];
