import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What `npm pack` would put into the package, of what is built now. */
function listPacked(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [
    { files: { path: string }[] },
  ];
  return packed.files.map(({ path }) => path).sort();
}

describe('the package', () => {
  const packed = listPacked();

  test('has the program, the client, the contract and its papers', () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };
    for (const path of [
      ...Object.values(bin),
      'dist/src/main.js',
      'dist/src/sandbox/main.js',
      'dist/src/simulation/campaign.worker.js',
      'client/generated/graphql.ts',
      'client/operations/renewal.graphql',
      'schema.graphql',
      'package.json',
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
    ])
      expect(packed).toContain(path);
  });

  test('has every module that is compiled of src', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const missing = sources
      .map((path) => `dist/src/${path.replace(/\.ts$/, '.js')}`)
      .filter((path) => !packed.includes(path));
    expect(missing).toEqual([]);
  });

  test('has the web page, once it has been built', () => {
    const pages = existsSync('dist/web') ? readdirSync('dist/web') : [];
    for (const name of pages.filter((path) => path.endsWith('.html')))
      expect(packed).toContain(`dist/web/${name}`);
  });

  test('has every page that its README links to', () => {
    const readme = readFileSync('README.md', 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    const isPacked = (path: string) => packed.some((file) => file === path || file.startsWith(`${path}/`));
    expect(links.filter((path) => !isPacked(path))).toEqual([]);
  });

  test('has nothing else: no tests, no sources, no maps, no ledger, no keys, no settings', () => {
    const wanted =
      /^(dist\/src\/[\w./-]+\.js|dist\/web\/.+|client\/.+\.(ts|graphql|json)|docs\/[\w./-]+\.md|[\w.]+)$/;
    expect(packed.filter((path) => !wanted.test(path))).toEqual([]);
    const top = packed.filter((path) => !path.includes('/'));
    expect(top).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'schema.graphql']);
    expect(packed.filter((path) => /\.(map|db|env|pem|key|tgz|tsbuildinfo)$|(^|\/)\./.test(path))).toEqual(
      [],
    );
  });
});
