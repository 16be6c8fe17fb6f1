import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'undici';
import { parse } from 'yaml';
import { eventually } from '../support/eventually.js';
import { findOffer, purchase } from '../support/purchase.js';
import { API_KEYS, startService, type TestService } from '../support/service.js';
import { readExpression } from './promql.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly title: string;
  readonly description: string;
  readonly targets: readonly { readonly expr: string }[];
}

const { groups } = parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')) as {
  groups: { rules: Rule[] }[];
};
const RULES = groups.flatMap(({ rules }) => rules);
const { panels: PANELS } = JSON.parse(readFileSync('deploy/grafana/hashcnet-graphql.json', 'utf8')) as {
  panels: Panel[];
};
const EXPRESSIONS = [
  ...RULES.map(({ alert, expr }) => [alert, expr] as const),
  ...PANELS.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];
/** Given by Prometheus to every series. */
const SCRAPE_LABELS = ['instance', 'job'];

/** Label values by label by metric, as a scrape shows them. */
type Series = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

function readSeries(text: string): Series {
  const series = new Map<string, Map<string, Set<string>>>();
  for (const [, metric = '', labels = ''] of text.matchAll(/^([a-z0-9_]+)(?:\{(.*)\})? [^ ]+$/gm)) {
    const known = series.get(metric) ?? new Map<string, Set<string>>();
    for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="([^"]*)"/g)) {
      known.set(label, (known.get(label) ?? new Set()).add(value));
    }
    series.set(metric, known);
  }
  return series;
}

describe('the dashboard and the alerts', () => {
  let series: Series;

  /** Everything that the expressions ask about happens once: sales, failures, doubt, a crowd, an outage. */
  beforeAll(async () => {
    const service = await startService({ env: { MAX_REQUESTS: '3', HASHCNET_TIMEOUT_MS: '1000' } });
    for (const username of [
      'jeetenaug4',
      'commit-out-of-credits',
      'reset-after-charge',
      'queued',
      'commit-bad-token',
    ]) {
      await purchase(service, { username });
    }
    await findOffer(service, { username: 'details-bad-token' }).catch(() => undefined);
    await service.sandbox.control.setFault({ operation: 'details', kind: 'hang_before_charge', times: 3 });
    const crowd = Array.from({ length: 3 }, (_, i) =>
      findOffer(service, { username: `u${i}` }).catch(() => undefined),
    );
    await eventually(
      () => post(service).then(({ statusCode }) => statusCode),
      (status) => status === 503,
    );
    await Promise.all(crowd);
    const { body } = await request(`${service.url}/metrics`);
    series = readSeries(await body.text());
    await service.stop();
  }, 30_000);

  async function post({ url }: TestService) {
    const answer = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': API_KEYS.shop },
      body: '{"query":"{ isps { slug } }"}',
    });
    await answer.body.dump();
    return answer;
  }

  test.each(EXPRESSIONS)('%s asks only for what /metrics has: %s', (_name, text) => {
    const { selectors, grouping } = readExpression(text);
    const labels = new Set(SCRAPE_LABELS);
    for (const { metric, matchers } of selectors) {
      const known = series.get(metric);
      expect({ metric, isThere: known !== undefined }).toEqual({ metric, isThere: true });
      for (const label of known?.keys() ?? []) labels.add(label);
      for (const { label, operator, value } of matchers) {
        expect([...(known?.keys() ?? [])]).toContain(label);
        if (operator === '=') expect([...(known?.get(label) ?? [])]).toContain(value);
      }
    }
    for (const label of grouping) expect([...labels]).toContain(label);
  });

  test('every alert says what to do, in a section of its own', () => {
    const page = readFileSync('docs/alerts.md', 'utf8');
    const sections = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(RULES.map(({ alert }) => alert));
    for (const { alert, annotations } of RULES) {
      expect(annotations.runbook).toBe(`docs/alerts.md#${alert.toLowerCase()}`);
      expect(annotations.summary).toMatch(/\.$/);
    }
  });

  test('every panel has a title of its own and says what it shows', () => {
    expect(new Set(PANELS.map(({ title }) => title)).size).toBe(PANELS.length);
    for (const { description } of PANELS) expect(description).toMatch(/\.$/);
  });

  test('nothing lies beside them unread', () => {
    expect(readdirSync('deploy/prometheus')).toEqual(['alerts.yaml']);
    expect(readdirSync('deploy/grafana')).toEqual(['hashcnet-graphql.json']);
  });

  test('an expression that is not PromQL is found out', () => {
    expect(() => readExpression('sum(rate(x[5m])')).toThrow('not PromQL');
  });
});
