import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startService } from '../support/service.js';
import { listUnknown, readAsService } from './environment.js';
import { FOLDER, readManifests } from './manifests.js';

const manifests = readManifests();

/** The one manifest of a kind in the base, read as far as the tests look. */
function find<Content>(kind: string, path = ''): Content {
  const found = manifests.filter((manifest) => manifest.kind === kind && manifest.path.includes(path));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} of ${kind}`);
  return only.content as Content;
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}
interface Container {
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly startupProbe: Probe;
  readonly readinessProbe: Probe;
  readonly livenessProbe: Probe;
}
interface Labels {
  readonly matchLabels: Readonly<Record<string, string>>;
}
interface Kustomization {
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
  readonly images?: readonly { readonly name: string }[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly literals: readonly string[] }[];
}

const { spec } = find<{
  spec: {
    selector: Labels;
    template: {
      metadata: { labels: Record<string, string>; annotations: Record<string, string> };
      spec: {
        terminationGracePeriodSeconds: number;
        securityContext: Record<string, unknown>;
        containers: [Container];
        volumes: readonly { name: string }[];
      };
    };
  };
}>('Deployment');
const pod = spec.template.spec;
const [container] = pod.containers;

const literals = manifests
  .filter(({ kind }) => kind === 'Kustomization')
  .flatMap(({ content }) => (content as Kustomization).configMapGenerator ?? [])
  .flatMap((generator) => generator.literals)
  .map((literal) => literal.split(/=(.*)/s, 2) as [string, string]);
const settings = Object.fromEntries([...literals, ...container.env.map(({ name, value }) => [name, value])]);

describe('the manifests', () => {
  test('set variables that the service has, to values that start it in live mode', () => {
    expect(listUnknown(Object.keys(settings))).toEqual([]);
    expect(readAsService(settings).upstream?.baseUrl).toBe('https://hashcnet.example');
  });

  test('probe paths that the service answers', async () => {
    const service = await startService();
    try {
      const { startupProbe, readinessProbe, livenessProbe } = container;
      const paths = [startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet.path);
      expect(paths).toEqual(['/healthz', '/readyz', '/healthz']);
      const scraped = spec.template.metadata.annotations['prometheus.io/path'] ?? '';
      for (const path of [...paths, scraped])
        expect([path, (await fetch(service.url + path)).status]).toEqual([path, 200]);
    } finally {
      await service.stop();
    }
  });

  test('name one port, the one that the image listens on', () => {
    const dockerfile = readFileSync('deploy/Dockerfile', 'utf8');
    const port = Number(/\bPORT=(\d+)/.exec(dockerfile)?.[1]);
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
      expect(probe.httpGet.port).toBe('http');
    expect(find('Service')).toMatchObject({ spec: { ports: [{ targetPort: 'http', name: 'http' }] } });
    expect(spec.template.metadata.annotations['prometheus.io/port']).toBe(String(port));
  });

  test('leave a pod more time to go than it takes: waiting for routers, draining, closing', () => {
    const preStopMs = container.lifecycle.preStop.sleep.seconds * 1000;
    const neededMs = preStopMs + readAsService(settings).drainTimeoutMs + 10_000;
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThanOrEqual(neededMs);
  });

  test("run as the image's user, who may do nothing and write nowhere", () => {
    const [user = '', group = ''] =
      /^USER (\d+):(\d+)$/m.exec(readFileSync('deploy/Dockerfile', 'utf8'))?.slice(1) ?? [];
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: Number(user),
      runAsGroup: Number(group),
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
    });
    expect(find('ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: 'hashcnet-graphql',
    });
  });

  test('hold no secret: each comes as a file of a secret that is made elsewhere', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const files = container.env.filter(({ name }) => name.endsWith('_FILE'));
    expect(container.env).toEqual(files);
    const folders = container.volumeMounts.map(({ mountPath }) => mountPath);
    for (const { value } of files) expect(folders).toContain(dirname(value));
    expect(container.volumeMounts.map(({ name }) => name)).toEqual(pod.volumes.map(({ name }) => name));
    for (const volume of pod.volumes) expect(volume).toMatchObject({ secret: { defaultMode: 0o440 } });
  });

  test('mean the same pods everywhere', () => {
    const { labels } = spec.template.metadata;
    expect(spec.selector.matchLabels).toEqual(labels);
    expect(find('Service')).toMatchObject({ spec: { selector: labels } });
    expect(find('PodDisruptionBudget')).toMatchObject({ spec: { selector: { matchLabels: labels } } });
    expect(find('NetworkPolicy')).toMatchObject({ spec: { podSelector: { matchLabels: labels } } });
    const target = { kind: 'Deployment', name: 'hashcnet-graphql' };
    for (const path of ['base', 'components'])
      expect(find('HorizontalPodAutoscaler', path)).toMatchObject({
        metadata: { name: 'hashcnet-graphql' },
        ...(path === 'base' && { spec: { scaleTargetRef: target } }),
      });
  });

  test('scale by a figure that the service has', async () => {
    const scaler = JSON.stringify(find('HorizontalPodAutoscaler', 'components'));
    const [, name = ''] = /"metric":\{"name":"(\w+)"/.exec(scaler) ?? [];
    const service = await startService();
    try {
      expect(await (await fetch(`${service.url}/metrics`)).text()).toContain(`\n${name}{`);
    } finally {
      await service.stop();
    }
  });

  test('let nobody in but the router and monitoring, and nothing out to the networks inside but what is named', () => {
    const policy = find<{ spec: { policyTypes: string[]; ingress: unknown[]; egress: unknown[] } }>(
      'NetworkPolicy',
    );
    expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
    for (const rule of [...policy.spec.ingress, ...policy.spec.egress]) {
      expect(rule).toHaveProperty('ports');
      expect(Object.keys(rule as object)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(from|to)$/)]),
      );
    }
  });

  test('show the outside what it needs and no more', () => {
    const ingress = JSON.stringify(find('Ingress'));
    const paths = [...ingress.matchAll(/"path":"([^"]+)","pathType":"Exact"/g)].map(([, path]) => path);
    expect(paths).toEqual(['/graphql', '/dlr']);
    expect(ingress).not.toContain('Prefix');
  });

  test('are put together of files that are there', () => {
    for (const { path, content } of manifests.filter(({ kind }) =>
      /^(Kustomization|Component)$/.test(kind),
    )) {
      const { resources = [], components = [], patches = [] } = content as Kustomization;
      for (const part of [...resources, ...components, ...patches.map((patch) => patch.path)])
        expect([part, existsSync(join(FOLDER, dirname(path), part))]).toEqual([part, true]);
    }
    const named = manifests.flatMap(({ content }) => (content as Kustomization).images ?? []);
    expect(named.map(({ name }) => name)).toEqual([container.image]);
  });
});
