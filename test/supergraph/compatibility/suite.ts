import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/**
 * Apollo's subgraph compatibility tests. The package is fetched as a file and not installed: what it depends on (rover, pm2,
 * Docker images) is there to start a router, and we start our own.
 */
const SUITE = {
  name: '@apollo/federation-subgraph-compatibility-tests@1.2.1',
  sha512: 'aR8+SS8lgMa+DEc1Gjn7d1IeqJGxegfwdFhDiF2eT6T0fGujCYEgJQXqPKMXRViIiFtoqxGktvpjJmILrC5coA==',
};

/** Unpacks the suite into a folder, and gives where it is. */
export async function fetchSuite(folder: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', SUITE.name, '--silent', '--pack-destination', folder]);
  const archive = join(folder, stdout.trim());
  const sha512 = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (sha512 !== SUITE.sha512) throw new Error(`${SUITE.name} is not what it was`);
  await run('tar', ['-xzf', archive, '-C', folder]);
  return join(folder, 'package');
}

export interface Verdict {
  readonly title: string;
  readonly status: string;
}

interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const CLIENT = `
module.exports = (url, options) => fetch(url.replace('http://localhost:4000/', process.env.ROUTER_URL), options);
`;

/** Runs the suite's own tests against running servers. Its HTTP client, which knows port 4000 only, is replaced by one that is told. */
export async function runSuite(
  suiteFolder: string,
  urls: { products: string; router: string },
): Promise<Verdict[]> {
  writeFileSync(join(suiteFolder, 'client.js'), CLIENT);
  writeFileSync(join(suiteFolder, 'unused.js'), 'module.exports = () => () => undefined;');
  const config = {
    rootDir: suiteFolder,
    testMatch: ['<rootDir>/dist/tests/*.test.js'],
    transform: {},
    moduleNameMapper: {
      '^make-fetch-happen$': '<rootDir>/client.js',
      '^(debug|execa)$': '<rootDir>/unused.js',
      '^graphql$': require.resolve('graphql'),
    },
  };
  const jest = join(process.cwd(), 'node_modules/jest/bin/jest.js');
  // Jest exits with 1 when a test fails, and that is for the caller to judge.
  const { stdout } = await run(
    process.execPath,
    [jest, '--ci', '--json', '--config', JSON.stringify(config)],
    {
      env: { ...process.env, PRODUCTS_URL: urls.products, ROUTER_URL: urls.router },
      maxBuffer: 16 * 1024 * 1024,
      timeout: 60_000,
    },
  ).catch((failure: { stdout: string }) => failure);
  return (JSON.parse(stdout) as JestReport).testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ title: fullName, status })),
  );
}
