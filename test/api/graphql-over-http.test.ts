import { serverAudits } from 'graphql-http';
import { type App, startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { startService, type TestService } from '../support/service.js';

/**
 * The GraphQL-over-HTTP specification's own questions, asked by the audits of graphql-http. What is not answered as they wish
 * stands here, with why; everything else must be, and a deviation that is mended must leave the list.
 */
const REFUSED_WITH_4XX =
  'a refused document is a 4xx under either media type, so that everything in front can count it (docs/adr/0009)';
const NO_SIMPLE_GET =
  'a GET that a page of any site could send without a preflight is refused: CSRF prevention';
const NO_INTROSPECTION = 'it asks by introspection, which is off in live mode';

type Deviations = Readonly<Record<string, { readonly status: string; readonly why: string }>>;

/** Audits of the levels SHOULD (warn) and MAY (notice). */
const DEVIATIONS: Deviations = {
  '572B': { status: 'warn', why: REFUSED_WITH_4XX },
  FDE2: { status: 'warn', why: REFUSED_WITH_4XX },
  '7B9B': { status: 'warn', why: REFUSED_WITH_4XX },
  '5A70': { status: 'notice', why: NO_SIMPLE_GET },
  D6D5: { status: 'notice', why: NO_SIMPLE_GET },
  '6A70': { status: 'notice', why: NO_SIMPLE_GET },
};

/** Two of the level MUST ask for `__type` to see something else: UTF-8, variables. The sandbox's run answers both. */
const LIVE_DEVIATIONS: Deviations = {
  ...DEVIATIONS,
  BF61: { status: 'error', why: NO_INTROSPECTION },
  '28B9': { status: 'error', why: NO_INTROSPECTION },
  '2EA1': { status: 'warn', why: NO_INTROSPECTION },
};

let url = '';
const AUDITS = serverAudits({ url: () => `${url}/graphql` }).map((audit) => [audit.id, audit] as const);

describe('GraphQL over HTTP', () => {
  test('is audited by the whole list', () => {
    expect(AUDITS).toHaveLength(61);
    const ids = AUDITS.map(([id]) => id);
    expect(Object.keys(LIVE_DEVIATIONS).filter((id) => !ids.includes(id))).toEqual([]);
  });

  describe('over the sandbox', () => {
    let app: App;
    beforeAll(async () => {
      app = await startApp(loadConfig({ PORT: '0', DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' }));
      url = app.url;
    });
    afterAll(() => app.stop());

    test.each(AUDITS)('%s', async (id, { name, fn }) => {
      expect({ name, status: (await fn()).status }).toEqual({ name, status: DEVIATIONS[id]?.status ?? 'ok' });
    });
  });

  describe('in live mode', () => {
    let service: TestService;
    beforeAll(async () => {
      service = await startService();
      url = service.url;
    });
    afterAll(() => service.stop());

    test.each(AUDITS)('%s', async (id, { name, fn }) => {
      const status = LIVE_DEVIATIONS[id]?.status ?? 'ok';
      expect({ name, status: (await fn()).status }).toEqual({ name, status });
    });
  });
});
