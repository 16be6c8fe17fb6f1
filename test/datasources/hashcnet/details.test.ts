import type { SubscriberDetails } from '../../../src/datasources/hashcnet/outcome.js';
import type { WireWarning } from '../../../src/datasources/hashcnet/wire/warning.js';
import { A_KEY, fixture, fixtureText, TOKEN, withUpstream } from './support/data-source.js';

type Body = Record<string, unknown>;

async function detailsOf(body: Body | string, warnings: WireWarning[] = []) {
  const reply = typeof body === 'string' ? { body } : { json: body };
  return withUpstream(reply, (hashcnet) => hashcnet.details(A_KEY), {
    onWarning: (warning) => warnings.push(warning),
  });
}

async function foundIn(body: Body | string, warnings: WireWarning[] = []): Promise<SubscriberDetails> {
  const outcome = await detailsOf(body, warnings);
  if (outcome.kind !== 'found') throw new Error(`not found: ${outcome.cause}`);
  return outcome.details;
}

const duration = (code: unknown, cost: unknown, title: unknown = `Title ${code}`) => ({
  duration_code: code,
  total_cost: cost,
  duration_title: title,
});

const aPackage = (title: string, code: unknown, ...durations: unknown[]) => ({
  title,
  package_code: code,
  duration: durations,
});

/** A small answer with one package, the current plan. */
const ABYSS = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
const anAnswer = (changes: Body = {}): Body => ({
  customer_name: 'Asha',
  current_plan: 'Gold',
  accept_advance_payment: true,
  days_remaining: 3,
  has_due: 'false',
  plan_detail: [],
  available_packages: [aPackage('Gold', 9, duration('1', 1232))],
  session_id: 6466,
  status: true,
  ...changes,
});

describe('what a details call sends (upstream.md section 1)', () => {
  it('posts token, a fresh reference, username and service slug', async () => {
    await withUpstream({ json: anAnswer() }, async (hashcnet, upstream) => {
      await hashcnet.details(A_KEY);
      await hashcnet.details(A_KEY);
      const [first, second] = upstream.requests.map(({ body }) => JSON.parse(body) as Body);
      expect(upstream.requests[0]).toMatchObject({
        method: 'POST',
        url: '/api/servicegroup/details/hashcnet-v2/',
      });
      expect(first).toEqual({
        token: TOKEN,
        reference: expect.stringMatching(/^[0-9a-f]{32}$/),
        username: 'jeetenaug4',
        service_slug: 'vns',
      });
      expect(second?.['reference']).not.toBe(first?.['reference']);
    });
  });
});

describe('the sample answer', () => {
  it('reads details.json in upstream order, prices never sorted', async () => {
    const warnings: WireWarning[] = [];
    const details = await foundIn(fixtureText('details.json'), warnings);
    expect(details).toMatchObject({
      customerName: 'jeetenaug4(23123213)',
      currentPlan: 'Fiber Gold',
      daysRemaining: 314,
      hasDue: false,
      acceptsAdvancePayment: true,
      sessionId: '6466',
    });
    expect(details.plans.map(({ title, packageCode, isCurrent }) => [title, packageCode, isCurrent])).toEqual(
      [
        ['Fiber Gold', '9', true],
        ['FTTH-50Mbps', '9', false],
        ['TESTING', '71', false],
      ],
    );
    expect(details.plans[0]?.durations).toEqual([
      { durationCode: '1', durationTitle: '1 Month', pricePaisa: 123_200 },
      { durationCode: '3', durationTitle: '3 Months', pricePaisa: 787_600 },
      { durationCode: '6', durationTitle: '6 Months', pricePaisa: 1_575_000 },
      { durationCode: '12', durationTitle: '12 Months', pricePaisa: 1_575_000 },
      { durationCode: 'custom_2', durationTitle: '15 Days', pricePaisa: 163_400 },
      { durationCode: 'custom_3', durationTitle: '60 Days', pricePaisa: 85_900 },
    ]);
    expect(warnings).toEqual([]);
  });
});

describe('plans (upstream.md section 1, We)', () => {
  it('a duration of plan_detail that the package lacks is added to the current plan', async () => {
    const details = await foundIn(anAnswer({ plan_detail: [duration('1', 1232), duration('3', '3000.50')] }));
    expect(details.plans).toHaveLength(1);
    expect(
      details.plans[0]?.durations.map(({ durationCode, pricePaisa }) => [durationCode, pricePaisa]),
    ).toEqual([
      ['1', 123_200],
      ['3', 300_050],
    ]);
  });

  it('what another plan asks for the same duration does not matter to the current one', async () => {
    const warnings: WireWarning[] = [];
    const packages = [aPackage('Silver', 7, duration('3', 50)), aPackage('Gold', 9, duration('1', 1232))];
    const body = anAnswer({ available_packages: packages, plan_detail: [duration('3', 3000)] });
    const { plans } = await foundIn(body, warnings);
    expect(plans[1]?.durations.map(({ durationCode }) => durationCode)).toEqual(['1', '3']);
    expect(warnings).toEqual([]);
  });

  it('where both have the code but differ in price the package wins and a warning is given', async () => {
    const warnings: WireWarning[] = [];
    const details = await foundIn(anAnswer({ plan_detail: [duration('1', 1000)] }), warnings);
    expect(details.plans[0]?.durations).toHaveLength(1);
    expect(details.plans[0]?.durations[0]?.pricePaisa).toBe(123_200);
    expect(warnings).toEqual([{ kind: 'price_conflict', detail: 'duration code "1" of the current plan' }]);
  });

  it('prices that plan_detail alone offers at once are no conflict with the package', async () => {
    const warnings: WireWarning[] = [];
    const body = anAnswer({ plan_detail: [duration('3', 300), duration('3', 400), duration('1', 1232)] });
    const { plans } = await foundIn(body, warnings);
    expect(plans[0]?.durations.map(({ pricePaisa }) => pricePaisa)).toEqual([123_200, 30_000, 40_000]);
    expect(warnings).toEqual([]);
  });

  it('a duration that one of two current packages has at its price is no conflict with the other', async () => {
    const warnings: WireWarning[] = [];
    const body = anAnswer({
      available_packages: [aPackage('Gold', 9, duration('1', 100)), aPackage('Gold', 10, duration('1', 200))],
      plan_detail: [duration('1', 200)],
    });
    expect((await foundIn(body, warnings)).plans).toHaveLength(2);
    expect(warnings).toEqual([]);
  });

  it('leaves out durations that are no objects or say nothing themselves', async () => {
    const warnings: WireWarning[] = [];
    const hidden = '{"__proto__":{"duration_code":"3","total_cost":300},"constructor":{"total_cost":1}}';
    const packages = [aPackage('Gold', 9, null, [], 'text', 5, 'HIDDEN', duration('1', 100))];
    const text = JSON.stringify(anAnswer({ available_packages: packages })).replace('"HIDDEN"', hidden);
    const { plans } = await foundIn(text, warnings);
    expect(plans[0]?.durations).toHaveLength(1);
    expect(warnings).toEqual(Array(5).fill({ kind: 'unpriced_duration', detail: 'of "Gold"' }));
  });

  it('a current plan that no package carries becomes a plan of its own without a package code, after the packages', async () => {
    const details = await foundIn(anAnswer({ current_plan: 'Old', plan_detail: [duration('1', 500)] }));
    expect(details.plans.map(({ title, packageCode, isCurrent }) => [title, packageCode, isCurrent])).toEqual(
      [
        ['Gold', '9', false],
        ['Old', null, true],
      ],
    );
  });

  it.each([undefined, null, '', '  '])('current_plan %p: no plan is current', async (currentPlan) => {
    const warnings: WireWarning[] = [];
    const body = anAnswer({ current_plan: currentPlan, plan_detail: [duration('1', 500)] });
    const details = await foundIn(body, warnings);
    expect(details.currentPlan).toBeNull();
    expect(details.plans.map(({ isCurrent }) => isCurrent)).toEqual([false]);
    expect(warnings).toEqual([{ kind: 'unattributed_durations', detail: '1 of plan_detail' }]);
  });

  it('without a title and without packages the current plan is still on offer', async () => {
    const body = anAnswer({ current_plan: null, available_packages: {}, plan_detail: [duration('1', 500)] });
    expect((await foundIn(body)).plans).toEqual([
      {
        title: 'Current plan',
        packageCode: null,
        isCurrent: true,
        durations: [{ durationCode: '1', durationTitle: 'Title 1', pricePaisa: 50_000 }],
      },
    ]);
  });

  it('two packages with the current title are both current and lack only what neither has', async () => {
    const body = anAnswer({
      available_packages: [aPackage('Gold', 9, duration('1', 100)), aPackage('Gold', 10, duration('3', 300))],
      plan_detail: [duration('1', 100), duration('3', 300), duration('6', 600)],
    });
    const { plans } = await foundIn(body);
    expect(
      plans.map(({ isCurrent, durations }) => [isCurrent, durations.map((one) => one.durationCode)]),
    ).toEqual([
      [true, ['1', '6']],
      [true, ['3']],
    ]);
  });

  it('drops the same offer twice, and keeps one that differs in price', async () => {
    const durations = [duration('1', 100), duration(1, '100.0', 'Other title'), duration('1', 200)];
    const { plans } = await foundIn(anAnswer({ available_packages: [aPackage('Gold', 9, ...durations)] }));
    expect(plans[0]?.durations.map(({ pricePaisa }) => pricePaisa)).toEqual([10_000, 20_000]);
  });

  it('keeps an empty package, and skips one without title or code', async () => {
    const warnings: WireWarning[] = [];
    const packages = [
      aPackage('Gold', 9, duration('1', 100)),
      aPackage('Empty', 7),
      aPackage('', 1, duration('1', 1)),
      aPackage('No code', null, duration('1', 1)),
      'nonsense',
    ];
    const { plans } = await foundIn(anAnswer({ available_packages: packages }), warnings);
    expect(plans.map(({ title }) => title)).toEqual(['Gold', 'Empty']);
    expect(warnings.map(({ kind }) => kind)).toEqual(Array(3).fill('unusable_package'));
  });

  it.each([
    ['plan_detail', undefined],
    ['plan_detail', null],
    ['plan_detail', []],
    ['plan_detail', {}],
    ['plan_detail', ''],
  ])('%s may be %p when empty', async (field, value) => {
    expect((await foundIn(anAnswer({ [field]: value }))).plans).toHaveLength(1);
  });

  it.each([undefined, null, [], {}])('available_packages may be %p when empty', async (packages) => {
    const body = anAnswer({ available_packages: packages, plan_detail: [duration('1', 100)] });
    expect((await foundIn(body)).plans).toMatchObject([
      { title: 'Gold', packageCode: null, isCurrent: true },
    ]);
  });

  it.each([0, '0', -5, '1.005', '1,000', 'free', null, true, {}, 1e21])(
    'a price of %p leaves the duration out',
    async (cost) => {
      const warnings: WireWarning[] = [];
      const packages = [aPackage('Gold', 9, duration('1', cost), duration('3', 300))];
      const { plans } = await foundIn(anAnswer({ available_packages: packages }), warnings);
      expect(plans[0]?.durations.map(({ durationCode }) => durationCode)).toEqual(['3']);
      expect(warnings).toEqual([{ kind: 'unpriced_duration', detail: 'of "Gold"' }]);
    },
  );

  it.each([
    ['1232', 123_200],
    ['1232.0', 123_200],
    ['"1232.00"', 123_200],
    ['" 1232 "', 123_200],
    ['1232.5', 123_250],
    ['0.29', 29],
    ['90071992547.41', 9_007_199_254_741],
  ])('a price written %s is %d paisa', async (written, pricePaisa) => {
    const text = JSON.stringify(anAnswer()).replace('1232', written);
    expect((await foundIn(text)).plans[0]?.durations[0]?.pricePaisa).toBe(pricePaisa);
  });
});

describe('single fields', () => {
  it.each<[string, unknown, keyof SubscriberDetails, unknown]>([
    ['has_due', 'false', 'hasDue', false],
    ['has_due', 'False', 'hasDue', false],
    ['has_due', false, 'hasDue', false],
    ['has_due', 0, 'hasDue', false],
    ['has_due', undefined, 'hasDue', false],
    ['has_due', 'true', 'hasDue', true],
    ['has_due', 'True', 'hasDue', true],
    ['has_due', true, 'hasDue', true],
    ['has_due', 1, 'hasDue', true],
    ['accept_advance_payment', undefined, 'acceptsAdvancePayment', true],
    ['accept_advance_payment', 'false', 'acceptsAdvancePayment', false],
    ['accept_advance_payment', 'TRUE', 'acceptsAdvancePayment', true],
    ['days_remaining', '314', 'daysRemaining', 314],
    ['days_remaining', -3, 'daysRemaining', -3],
    ['days_remaining', '-3.0', 'daysRemaining', -3],
    ['days_remaining', 0, 'daysRemaining', 0],
    ['days_remaining', undefined, 'daysRemaining', null],
    ['days_remaining', 'soon', 'daysRemaining', null],
    ['session_id', '6466', 'sessionId', '6466'],
    ['session_id', ' 0a-7 ', 'sessionId', '0a-7'],
    ['customer_name', '  A\u0000s\nha ', 'customerName', 'As ha'],
    ['customer_name', 'x'.repeat(300), 'customerName', 'x'.repeat(200)],
    ['customer_name', undefined, 'customerName', ''],
    ['customer_name', `me ${TOKEN}`, 'customerName', 'me [secret]'],
  ])('%s: %j', async (field, value, property, expected) => {
    expect((await foundIn(anAnswer({ [field]: value })))[property]).toEqual(expected);
  });

  it('reads a session id that no float could hold', async () => {
    const text = JSON.stringify(anAnswer()).replace('6466', '92233720368547758071');
    expect((await foundIn(text)).sessionId).toBe('92233720368547758071');
  });

  it('reads keys printed with spaces', async () => {
    const text = fixtureText('details.json').replaceAll(
      /"([a-z]+)_([a-z_]+)":/g,
      (_, one, two: string) => `"${one} ${two.replaceAll('_', ' ')}":`,
    );
    expect(await foundIn(text)).toEqual(await foundIn(fixtureText('details.json')));
  });

  it('reads keys printed with spaces around them', async () => {
    const packages = [aPackage('Gold', 9, duration('1', 1232))];
    const body = anAnswer({ available_packages: packages, plan_detail: [duration('3', 3000)] });
    const text = JSON.stringify(body).replaceAll(/"([a-z_]+)":/g, '" $1 ":');
    const details = await foundIn(text);
    expect(details.plans[0]?.durations).toHaveLength(2);
    expect(details).toEqual(await foundIn(body));
  });

  it('warns of a boolean that is neither', async () => {
    const warnings: WireWarning[] = [];
    expect((await foundIn(anAnswer({ has_due: 'maybe' }), warnings)).hasDue).toBe(false);
    expect(warnings).toEqual([{ kind: 'unreadable_flag', detail: 'has_due' }]);
  });
});

describe('an answer we cannot use is invalid_response', () => {
  it.each<[string, Body | string]>([
    ['a missing session id', anAnswer({ session_id: undefined })],
    ['an empty session id', anAnswer({ session_id: '' })],
    ['a session id that holds the token', anAnswer({ session_id: TOKEN })],
    ['a session id that is a list', anAnswer({ session_id: [1] })],
    ['no priced duration at all', anAnswer({ available_packages: [aPackage('Gold', 9, duration('1', 0))] })],
    ['no plan at all', anAnswer({ available_packages: null })],
    ['an unreadable list', anAnswer({ available_packages: 'none' })],
    ['an unreadable list of durations', anAnswer({ plan_detail: { 1: 2 } })],
    [
      'over 200 packages',
      anAnswer({ available_packages: Array(201).fill(aPackage('Gold', 9, duration('1', 1))) }),
    ],
    ['over 100 durations', anAnswer({ plan_detail: Array(101).fill(duration('1', 1)) })],
    [
      'over 100 durations of a package',
      anAnswer({ available_packages: [aPackage('Gold', 9, ...Array(101).fill(duration('1', 1)))] }),
    ],
    ['an HTML page', '<!doctype html><h1>Hi</h1>'],
    ['half an answer', fixtureText('details.json').slice(0, 900)],
    ['a list', '[]'],
    ['nothing', ''],
    ['an abyss', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['an abyss where the plans are', `{"session_id":1,"plan_detail":${ABYSS}}`],
  ])('%s', async (_, body) => {
    const outcome = await detailsOf(body);
    expect(outcome).toMatchObject({
      kind: 'invalid_response',
      message: 'The provider gave an answer that cannot be used.',
    });
  });

  it('has no message where that is an abyss', async () => {
    const outcome = await detailsOf(`{"session_id":1,"error_code":"4000","details":${ABYSS}}`);
    expect(outcome).toMatchObject({ kind: 'rejected', cause: '4000' });
  });

  it('is not fooled by the names of prototypes', async () => {
    const text = JSON.stringify(anAnswer({ session_id: undefined })).replace(
      '{',
      '{"__proto__":{"session_id":1},"constructor":{"session_id":2},',
    );
    expect(await detailsOf(text)).toMatchObject({ kind: 'invalid_response', cause: 'NO_SESSION_ID' });
    expect(({} as Body)['session_id']).toBeUndefined();
  });

  it('takes the fixture as it is after all that', async () => {
    expect(await detailsOf(fixture('details.json'))).toMatchObject({ kind: 'found' });
  });
});
