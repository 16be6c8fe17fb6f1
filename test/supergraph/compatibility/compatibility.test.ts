import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode } from '../support/node-process.js';
import { type ProductsServer, startProducts } from './products.server.js';
import { type ReferenceSubgraph, startReference } from './reference-subgraphs.js';
import { fetchSuite, runSuite } from './suite.js';

/** Apollo's own tracing is off in this service: by a header, anybody could have the time that every resolver took. */
const OFF_ON_PURPOSE = ['ftv1'];

describe("Apollo's subgraph compatibility tests", () => {
  const folder = mkdtempSync(join(tmpdir(), 'subgraph-compatibility-'));
  let suiteFolder: string;
  let products: ProductsServer;
  let references: ReferenceSubgraph[] = [];

  beforeAll(async () => {
    suiteFolder = await fetchSuite(folder);
    products = await startProducts();
    references = [await startReference(suiteFolder, 'users'), await startReference(suiteFolder, 'inventory')];
  }, 60_000);
  afterAll(async () => {
    await Promise.all([products, ...references].map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['hive', 'apollo'])(
    'pass behind the %s router, all but what is off on purpose',
    async (name) => {
      const subgraphs = [products, ...references].map(({ name, url, sdl }) => ({ name, url, sdl }));
      const file = join(folder, 'subgraphs.json');
      writeFileSync(file, JSON.stringify(subgraphs));
      const router = await startNode(['serve.ts', name, file], {
        cwd: join(process.cwd(), 'examples/supergraph'),
        env: { PORT: '0' },
        pattern: /Supergraph +(\S+)/,
      });
      const verdicts = await runSuite(suiteFolder, { products: products.url, router: router.found });
      await router.stop();
      expect(verdicts.length).toBeGreaterThanOrEqual(20);
      expect(verdicts.filter(({ status }) => status !== 'passed').map(({ title }) => title)).toEqual(
        OFF_ON_PURPOSE,
      );
    },
    90_000,
  );
});
