import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runReconcileCredits } from '../../src/cli/run-reconcile-credits.js';
import type { Ledger, NewRenewal } from '../../src/ledger/ledger.js';
import { openLedger } from '../../src/ledger/open-ledger.js';
import { anEvent, aRenewal, FAILED, SUCCEEDED } from '../support/renewal-builder.js';
import { type ScriptedUpstream, startScriptedUpstream } from '../support/scripted-upstream.js';
import { runCommand } from '../support/tool.js';

/** What cannot be staged with the sandbox: figures finer than a paisa, and renewals that are made while the figure is read. */

let folder: string;
let ledger: Ledger;
let upstream: ScriptedUpstream;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credits-in-motion-'));
  ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.db')}`, environment: 'live' });
  upstream = await startScriptedUpstream();
});
afterEach(async () => {
  await upstream.close();
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (overrides: Partial<NewRenewal>) => ledger.record(aRenewal(overrides), anEvent());

/** The upstream's figure, as the very digits of its answer. */
function sayConsumed(consumed: string, meanwhile: () => unknown = () => {}) {
  upstream.answerWith(async () => {
    await meanwhile();
    return { body: `{"credits_consumed": ${consumed}, "credits_available": 9995285594.37663}` };
  });
}

async function report(...argv: string[]) {
  const { exitCode, stdout, stderr } = await runCommand(runReconcileCredits, [...argv, '--json'], {
    env: {
      DATABASE_URL: `sqlite:${join(folder, 'ledger.db')}`,
      HASHCNET_BASE_URL: upstream.baseUrl,
      HASHCNET_TOKEN: 'a-token',
    },
  });
  if (stdout === '') throw new Error(stderr);
  return { exitCode, ...(JSON.parse(stdout) as Record<string, unknown>) };
}

describe('figures finer than a paisa', () => {
  it('are explained by the receipts, to the last digit', async () => {
    await put({ ...SUCCEEDED, amountPaisa: 99_900, creditsConsumed: '975.12345' });
    await put({ ...SUCCEEDED, amountPaisa: 99_900, creditsConsumed: null });
    sayConsumed('4716380.74682');
    expect(await report('--opening-consumed', '4714406.62337')).toMatchObject({
      exitCode: 0,
      verdict: 'explained',
      available: '9995285594.37663',
      explainedBy: { succeeded: { charged: '1974.12345' } },
    });
  });

  it('are not explained when the last digit differs', async () => {
    await put({ ...SUCCEEDED, creditsConsumed: '975.12345' });
    sayConsumed('975.12346');
    expect(await report()).toMatchObject({ exitCode: 1, verdict: 'unexplained', difference: '0.00001' });
  });

  it('come back whole when the order is refunded whole', async () => {
    const refunds = [{ amountPaisa: 99_900, remarks: null, refundedAtMs: null }];
    await put({ ...SUCCEEDED, status: 'REFUNDED', creditsConsumed: '975.12345', refunds });
    sayConsumed('0.0');
    expect(await report()).toMatchObject({ exitCode: 0, verdict: 'explained' });
  });
});

describe('a renewal that is made or settled while the figure is read', () => {
  const settledNow = () => ({ ...SUCCEEDED, createdAtMs: Date.now(), settledAtMs: Date.now() });

  it.each([
    ['is taken as charged where the figure has it', '999.00', 'open', '999.00'],
    ['is not where the figure does not have it', '0.0', 'explained', '0.00'],
  ])('%s', async (_, consumed, verdict, openTotal) => {
    sayConsumed(consumed, () => put(settledNow()));
    expect(await report()).toMatchObject({
      exitCode: 0,
      verdict,
      explainedBy: { succeeded: { count: 0 }, openRenewals: openTotal },
    });
  });

  it('is one of the open ones when it failed just now', async () => {
    sayConsumed('999.0', () => put({ ...FAILED, createdAtMs: Date.now(), settledAtMs: Date.now() }));
    expect(await report()).toMatchObject({
      verdict: 'open',
      open: { renewals: [{ known: 'became FAILED while the figure was read' }] },
    });
  });
});

describe('a renewal that a person has to look at', () => {
  it('is named beside the difference that it may be behind', async () => {
    await put({ reference: 'flagged1', attention: 'AMOUNT_MISMATCH', pendingReason: 'IN_DOUBT' });
    sayConsumed('1000.0');
    expect(await report()).toMatchObject({
      exitCode: 1,
      difference: '1000.00',
      flagged: { count: 1, renewals: [{ reference: 'flagged1', note: 'AMOUNT_MISMATCH' }] },
    });
  });
});

describe('more open renewals than every choice of them can be tried', () => {
  it('are said to be left undetermined', async () => {
    for (let n = 0; n < 60; n += 1)
      await put({ pendingReason: 'IN_DOUBT', amountPaisa: 100_000 + n * n * 7 });
    sayConsumed('50000.00001');
    expect(await report()).toMatchObject({
      exitCode: 1,
      verdict: 'unexplained',
      open: { triedAllChoices: false },
    });
  });
});
