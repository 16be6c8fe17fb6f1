import type { FaultRequest } from '../../src/sandbox/sandbox.js';
import { buy, findOffer } from '../support/purchase.js';
import { startService, type TestService } from '../support/service.js';

/** upstream.md section 2, "What a commit's answer means": what each answer makes of a renewal, through the whole service. */
const ROWS: [row: string, fault: Omit<FaultRequest, 'operation'>, expected: object, charges: number][] = [
  [
    'no byte of the request left (refused)',
    { kind: 'refuse' },
    { status: 'FAILED', failure: { code: 'UPSTREAM_UNAVAILABLE' } },
    0,
  ],
  ['200, state Success', { kind: 'delay', delayMs: 1 }, { status: 'SUCCEEDED', advice: 'DEDUCT' }, 1],
  [
    '200, state Queued',
    { kind: 'queued' },
    { status: 'PENDING', pendingReason: 'PROCESSING', advice: 'HOLD' },
    1,
  ],
  [
    '200, state Processing',
    { kind: 'state', state: 'Processing' },
    { status: 'PENDING', pendingReason: 'PROCESSING' },
    1,
  ],
  ...['Expired', 'Error', 'Failed', 'Status Error', 'fAILED'].map((state): (typeof ROWS)[number] => [
    `200, state ${state}`,
    { kind: 'state', state },
    { status: 'FAILED', advice: 'REFUND', failure: { code: 'REJECTED' } },
    0,
  ]),
  ...(
    [
      ['1002', 'UPSTREAM_MISCONFIGURED'],
      ['1008', 'UPSTREAM_MISCONFIGURED'],
      ['1011', 'REJECTED'],
      ['1012', 'UPSTREAM_MISCONFIGURED'],
      ['1016', 'INSUFFICIENT_CREDITS'],
      ['1019', 'UPSTREAM_MAINTENANCE'],
      ['4000', 'REJECTED'],
    ] as const
  ).flatMap(([code, failure]) =>
    [200, 400].map((httpStatus): (typeof ROWS)[number] => [
      `${httpStatus} with error code ${code}`,
      { kind: 'error', code, httpStatus },
      { status: 'FAILED', failure: { code: failure } },
      0,
    ]),
  ),
  ...[200, 400, 404, 500].map((httpStatus): (typeof ROWS)[number] => [
    `${httpStatus} with error code 1013`,
    { kind: 'error', code: '1013', httpStatus, charged: true },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    1,
  ]),
  ...['1017', '1018', '1021', '7000', '9999'].map((code): (typeof ROWS)[number] => [
    `400 with ${code}`,
    { kind: 'error', code, charged: true },
    { status: 'PENDING', pendingReason: 'IN_DOUBT', advice: 'HOLD' },
    1,
  ]),
  ['404', { kind: 'not_found' }, { status: 'FAILED', failure: { code: 'UPSTREAM_MISCONFIGURED' } }, 0],
  [
    '500',
    { kind: 'status', httpStatus: 500, charged: true },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    1,
  ],
  ['429', { kind: 'rate_limit' }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 0],
  ['307, not followed', { kind: 'redirect' }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 0],
  ['502 with HTML', { kind: 'html', charged: true }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 1],
  ['cut-off JSON', { kind: 'cut_off_body' }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 1],
  ['a body that breaks off', { kind: 'dropped_body' }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 1],
  ['a body over 1 MB', { kind: 'huge_body' }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 1],
  ['an unknown state', { kind: 'unknown_state' }, { status: 'PENDING' }, 1],
  ['no state', { kind: 'no_state' }, { status: 'PENDING', pendingReason: 'IN_DOUBT' }, 1],
  [
    'reset before the charge',
    { kind: 'reset_before_charge' },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    0,
  ],
  [
    'reset after the charge',
    { kind: 'reset_after_charge' },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    1,
  ],
  [
    'silence before the charge',
    { kind: 'hang_before_charge' },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    0,
  ],
  [
    'silence after the charge',
    { kind: 'hang_after_charge' },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    1,
  ],
  [
    'a drip slower than the deadline',
    { kind: 'slow_drip' },
    { status: 'PENDING', pendingReason: 'IN_DOUBT' },
    1,
  ],
];

describe("a commit's answer (upstream.md section 2)", () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ env: { HASHCNET_TIMEOUT_MS: '1500' } });
  });
  beforeEach(() => service.sandbox.control.reset());
  afterAll(() => service.stop());

  test.each(ROWS)('%s', async (_row, fault, expected, charges) => {
    const { control } = service.sandbox;
    // The fault meets the commit alone: the lookup before it has to work.
    const renewal = await purchaseWith(service, { ...fault, operation: 'commit' });
    expect(renewal).toMatchObject(expected);
    expect(control.requests().counts.commit).toBeLessThanOrEqual(1);
    expect(control.transactions().filter(({ isCharged }) => isCharged)).toHaveLength(charges);
    expect(JSON.stringify(renewal)).not.toContain(service.sandbox.token);
    expect(service.logs()).not.toContain(service.sandbox.token);
  });
});

async function purchaseWith(service: TestService, fault: FaultRequest) {
  if (fault.kind !== 'refuse') await service.sandbox.control.setFault(fault);
  const offerId = await findOffer(service, { username: 'plain' });
  if (fault.kind === 'refuse') await service.sandbox.control.setFault(fault);
  const { data, errors } = await buy(service, { offerId });
  await service.sandbox.control.clearFaults();
  const renewal = data?.renew.renewal;
  if (!renewal) throw new Error(JSON.stringify({ data, errors }));
  return renewal;
}
