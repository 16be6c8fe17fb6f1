import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, readManifests } from './manifests.js';

interface Model {
  new (content: unknown): { validate(): void };
}

const resources = readManifests().filter(({ apiVersion }) => !apiVersion.startsWith('kustomize'));

/** Where kubernetes-models has a kind: apps/v1/Deployment. */
const moduleOf = ({ apiVersion, kind }: Manifest) => `kubernetes-models/${apiVersion}/${kind}`;

const PART = 'type Part<T> = T extends object ? { [Key in keyof T]?: Part<T[Key]> } : T;';

describe("Kubernetes' own schemas", () => {
  test.each(
    resources.filter(({ isPatch }) => !isPatch).map((manifest) => [manifest.path, manifest] as const),
  )('%s has everything that is required, in its form', async (_, manifest) => {
    const module = (await import(moduleOf(manifest))) as Record<string, Model>;
    const Kind = module[manifest.kind];
    if (Kind === undefined) throw new Error(`there is no ${manifest.kind} in ${manifest.apiVersion}`);
    new Kind(manifest.content).validate();
  });

  test('no manifest has a field that Kubernetes does not know, as by a slip of the pen', () => {
    const lines = resources.map((manifest, n) => {
      const whole = `import('${moduleOf(manifest)}').I${manifest.kind}`;
      const type = manifest.isPatch ? `Part<${whole}>` : whole;
      return `export const m${n}: ${type} = ${JSON.stringify(manifest.content)}; // ${manifest.path}`;
    });
    expect(compile([PART, ...lines]).output).toBe('');
    const [first = ''] = lines;
    expect(compile([PART, first.replace('"metadata"', '"metadat"')]).output).toContain('metadat');
  });
});

/** Unknown fields are what the compiler finds in a literal; the schemas alone let them pass. */
function compile(lines: readonly string[]): { output: string } {
  const folder = mkdtempSync(join(process.cwd(), 'dist', 'manifests-'));
  try {
    const file = join(folder, 'manifests.ts');
    writeFileSync(file, lines.join('\n'));
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2024'];
    const args = ['--ignoreConfig', ...options, file];
    const { stdout, stderr, error } = spawnSync(join('node_modules', '.bin', 'tsc'), args, {
      encoding: 'utf8',
    });
    return { output: `${stdout}${stderr}${error ?? ''}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
