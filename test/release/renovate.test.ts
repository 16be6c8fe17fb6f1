import { readFileSync } from 'node:fs';

interface Rule {
  readonly description?: string;
  readonly matchPackageNames?: readonly string[];
  readonly dependencyDashboardApproval?: boolean;
}

const { packageRules } = JSON.parse(readFileSync('renovate.json', 'utf8')) as { packageRules: Rule[] };
const project = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'overrides',
  Record<string, string>
>;
const wanted = { ...project.dependencies, ...project.devDependencies, ...project.overrides };

describe('renovate.json', () => {
  test('knows every exact version in package.json, and asks before it moves one', () => {
    const pinned = Object.entries(wanted).filter(([, range]) => /^\d/.test(range));
    expect(pinned.length).toBeGreaterThan(0);
    const asked = packageRules
      .filter((rule) => rule.dependencyDashboardApproval && rule.description !== undefined)
      .flatMap(({ matchPackageNames = [] }) => matchPackageNames);
    expect(pinned.map(([name]) => name).filter((name) => !asked.includes(name))).toEqual([]);
  });

  test('names no package that is not there any more', () => {
    const names = packageRules.flatMap(({ matchPackageNames = [] }) => matchPackageNames);
    const matches = (name: string) => (known: string) =>
      name.endsWith('/**') ? known.startsWith(name.slice(0, -2)) : known === name;
    const isKnown = (name: string) =>
      name.startsWith('docker.io/') || Object.keys(wanted).some(matches(name));
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });
});
