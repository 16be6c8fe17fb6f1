import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LockedPackages } from '../../tools/locked-packages.js';
import { isHigher } from '../../tools/release-text.js';
import { keepShipped } from '../../tools/shipped-sbom.js';

const TOOL = join(import.meta.dirname, '../../tools/release.js');
const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.9.0 - 2026-01-01\n\n- The first.\n';

/** A small project with a history of its own. */
describe('npm run release', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-release-'));
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.name', 'Somebody');
    git('config', 'user.email', 'somebody@example.com');
    put('package.json', describeProject({ check: 'exit 0' }));
    put('.gitignore', 'release/\n');
    put('CHANGELOG.md', CHANGELOG);
    put('index.js', 'export default 1;\n');
    execFileSync('npm', ['install', '--package-lock-only', '--offline'], { cwd: folder, stdio: 'pipe' });
    git('add', '.');
    git('commit', '--quiet', '--message', 'Begin');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const release = (...args: string[]) =>
    spawnSync(process.execPath, [TOOL, ...args], { cwd: folder, encoding: 'utf8' });

  function describeProject(scripts: Record<string, string>): string {
    return JSON.stringify({ name: 'small', version: '0.9.0', license: 'MIT', scripts });
  }

  test('sets the version, closes the changelog, packs with what is in it and checksums, commits and tags', () => {
    const { status, stdout } = release('--version', '1.0.0');
    expect(status).toBe(0);
    expect(stdout).toContain('Nothing was pushed or published');
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: '1.0.0' });
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({ version: '1.0.0' });
    expect(read('CHANGELOG.md')).toMatch(/## Unreleased\n\n## 1\.0\.0 - \d{4}-\d{2}-\d{2}\n\n### Added\n/);
    expect(git('log', '--format=%s')).toBe('Release 1.0.0\nBegin\n');
    expect(git('describe')).toBe('v1.0.0\n');
    expect(git('status', '--porcelain')).toBe('');
    expect(readdirSync(join(folder, 'release/1.0.0')).sort()).toEqual([
      'SHA256SUMS',
      'sbom.cdx.json',
      'small-1.0.0.tgz',
    ]);
    expect(JSON.parse(read('release/1.0.0/sbom.cdx.json'))).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'small', version: '1.0.0', type: 'application' } },
    });
    const tarball = readFileSync(join(folder, 'release/1.0.0/small-1.0.0.tgz'));
    const sum = createHash('sha256').update(tarball).digest('hex');
    expect(read('release/1.0.0/SHA256SUMS')).toContain(`${sum}  small-1.0.0.tgz\n`);
  });

  test('rehearses it all without a commit, a tag or a changed file', () => {
    expect(release('--version', '1.0.0', '--dry-run').status).toBe(0);
    expect(git('log', '--format=%s')).toBe('Begin\n');
    expect(git('tag')).toBe('');
    expect(git('status', '--porcelain')).toBe('');
    expect(readdirSync(join(folder, 'release/1.0.0'))).toContain('small-1.0.0.tgz');
  });

  test.each<[string, () => unknown, string]>([
    ['changes that are not committed', () => put('index.js', 'export default 2;\n'), 'not committed'],
    ['another branch', () => git('switch', '--quiet', '--create', 'feature'), 'on main, not on feature'],
    ['a version that was tagged', () => git('tag', 'v1.0.0'), 'tagged already'],
    ['a changelog with nothing new', () => commitFile('CHANGELOG.md', '## Unreleased\n'), 'nothing under'],
    [
      'a check that fails',
      () => commitFile('package.json', describeProject({ check: 'exit 1' })),
      'run check failed',
    ],
    [
      'a check that changes files',
      () => commitFile('package.json', describeProject({ check: 'echo 2 > index.js' })),
      'left changes behind',
    ],
    [
      'a package that cannot be built',
      () => commitFile('package.json', describeProject({ check: 'exit 0', prepack: 'exit 1' })),
      'npm pack',
    ],
  ])('refuses %s, and leaves no trace', (_, spoil, complaint) => {
    spoil();
    const before = [git('log', '--format=%H'), git('tag'), read('package.json'), read('CHANGELOG.md')];
    const { status, stderr } = release('--version', '1.0.0');
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
    expect([git('log', '--format=%H'), git('tag'), read('package.json'), read('CHANGELOG.md')]).toEqual(
      before,
    );
    expect(readdirSync(folder)).not.toContain('dist');
  });

  test.each([[[]], [['--version']], [['1.0.0']], [['--publish']]])(
    'does not understand %j',
    (args: string[]) => {
      const { status, stderr } = release(...args);
      expect(status).toBe(2);
      expect(stderr).toContain('Usage: npm run release');
    },
  );

  function commitFile(name: string, text: string): void {
    put(name, text);
    git('commit', '--quiet', '--all', '--message', 'Spoil');
  }
});

describe('a version', () => {
  test.each([
    ['0.9.1', '0.9.0', true],
    ['0.10.0', '0.9.9', true],
    ['1.0.0-rc.1', '0.9.9', true],
    ['1.0.0-rc.2', '1.0.0-rc.1', true],
    ['1.0.0', '1.0.0-rc.1', true],
    ['1.0.0', '1.0.0', false],
    ['1.0.0-rc.1', '1.0.0', false],
    ['1.0.0-rc.1', '1.0.0-rc.1', false],
    ['0.8.9', '0.9.0', false],
    ['1.0', '0.9.0', false],
    ['v1.0.0', '0.9.0', false],
  ])('%s after %s: %s', (version, present, isAfter) => {
    expect(isHigher(version, present)).toBe(isAfter);
  });
});

test('what is in the package is listed whole, and nothing else', () => {
  const form = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const complete = execFileSync('npm', form, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: LockedPackages };
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const sbom = JSON.parse(keepShipped(complete, { name: 'hashcnet-graphql', packages })) as {
    metadata: { component: { name: string } };
    components: { name: string }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  const listed = new Set(sbom.components.map(({ name }) => name));
  expect(sbom.metadata.component.name).toBe('hashcnet-graphql');
  expect(Object.keys(dependencies).filter((name) => !listed.has(name))).toEqual([]);
  for (const name of ['jest', 'typescript', 'knip', 'kubernetes-models']) expect(listed).not.toContain(name);
  const root = sbom.dependencies.find(({ ref }) => ref.startsWith('hashcnet-graphql@'));
  expect(root?.dependsOn).toHaveLength(Object.keys(dependencies).length);
});
