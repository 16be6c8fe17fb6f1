import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Copy, type Instruction } from 'dockerfile-ast';
import { listContext, readArguments, readStages, type Stage } from '../deploy/dockerfile.js';
import { type ServiceProcess, startProcess } from '../support/process.js';

const STEPS_TIMEOUT_MS = 600_000;
const USER_ID = 1000;

/**
 * deploy/Dockerfile, carried out without Docker: each stage is a folder, the build's commands are run as they stand, and what the
 * last stage copies together is started as its user, allowed to write to the data folder and nowhere else. What only an image
 * has (its base, what it deletes of it) is not covered. Part of `npm run test:package`.
 */
describe('the container, step by step', () => {
  let folder: string;
  let service: ServiceProcess | null = null;
  const stages = readStages();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hashcnet-container-'));
    chmodSync(folder, 0o755);
    for (const stage of stages) mkdirSync(rootOf(stage.name), { recursive: true });
    for (const stage of stages) for (const step of stage.steps) carryOut(step, stage);
    // The image has Node in a place that everybody may read; where this one is, not everybody may.
    mkdirSync(join(folder, 'bin'));
    copyFileSync(process.execPath, join(folder, 'bin', 'node'));
    chmodSync(join(folder, 'bin', 'node'), 0o755);
    mkdirSync(data());
    if (process.getuid?.() === 0) chownSync(data(), USER_ID, USER_ID);
  }, STEPS_TIMEOUT_MS);

  afterAll(async () => {
    service?.child.kill('SIGKILL');
    await service?.whenEnded;
    rmSync(folder, { recursive: true, force: true });
  });

  const rootOf = (stage: string) => join(folder, stage, 'app');
  const data = () => join(rootOf('run'), 'data');

  function carryOut(step: Instruction, { name }: Stage): void {
    const text = readArguments(step);
    if (step instanceof Copy) copy(step, name);
    // The last stage's commands change the base image; here they would change this machine.
    if (step.getKeyword() === 'RUN' && name !== 'run') {
      expect(text).not.toMatch(/(^|\s)\//);
      const options = { cwd: rootOf(name), encoding: 'utf8', timeout: STEPS_TIMEOUT_MS } as const;
      const { status, stdout, stderr } = spawnSync('sh', ['-c', text], options);
      if (status !== 0) throw new Error(`RUN ${text}\n${stdout}${stderr}`);
    }
  }

  function copy(step: Copy, stage: string): void {
    const from = step.getFromFlag()?.getValue();
    const words = readArguments(step).split(' ');
    const target = join(rootOf(stage), words.pop() ?? '');
    for (const source of words) {
      if (from) cpSync(join(folder, from, source), target, { recursive: true });
      else if (source === '.') for (const entry of listContext()) copyContext(entry, target);
      else copyContext(source, target);
    }
  }

  function copyContext(entry: string, target: string): void {
    // The page's sources and settings come with the page.
    if (existsSync(entry)) cpSync(entry, join(target, basename(entry)), { recursive: true });
  }

  test('holds no development tool, no test, no source and nothing compiled for one machine', () => {
    const files = readdirSync(rootOf('run'), { recursive: true, encoding: 'utf8' });
    const modules = readdirSync(join(rootOf('run'), 'node_modules'));
    for (const name of ['jest', 'typescript', '@biomejs', 'vite', 'node'])
      expect(modules).not.toContain(name);
    expect(files.filter((path) => path.endsWith('.node'))).toEqual([]);
    const own = files.filter((path) => !path.startsWith('node_modules'));
    expect(own.filter((path) => /\.(ts|map|tsbuildinfo)$|^dist\/(test|tools|bench)/.test(path))).toEqual([]);
  });

  test('starts as its user, writes to its data folder alone, is healthy, and stops when told to', async () => {
    const [run] = stages.slice(-1);
    const entry = readArguments(findStep(run, 'ENTRYPOINT'));
    const [, ...flags] = JSON.parse(entry) as string[];
    const main = flags.pop() ?? '';
    const node = join(folder, 'bin', 'node');
    // Threads are outside Node's guard: what holds the ledger's is its user, who owns the data folder alone.
    const guard = [
      '--permission',
      '--allow-net',
      '--allow-worker',
      '--allow-fs-read=/',
      `--allow-fs-write=${data()}`,
    ];
    const script = join(folder, 'run', main);
    const command = [node, ...flags, ...guard, script, 'serve'];
    const env = { NODE_ENV: 'production', HOST: '127.0.0.1' };
    service = startProcess(env, withUser(['env', '-C', rootOf('run'), ...command]));
    const url = await service.whenListening;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(existsSync(join(data(), 'ledger.db'))).toBe(true);
    const check = readArguments(findStep(run, 'HEALTHCHECK'));
    const [, ...probe] = JSON.parse(check.slice(check.indexOf('['))) as string[];
    const ask = (at: string) => spawnSync(node, probe, { env: { PORT: at } }).status;
    expect(ask(new URL(url).port)).toBe(0);
    expect(ask('1')).toBe(1);
    service.child.kill('SIGTERM');
    expect(await service.whenEnded).toBe(0);
  });

  /** As root, one can become somebody else; as somebody else, one is no root already. */
  function withUser(command: readonly string[]): readonly string[] {
    if (process.getuid?.() !== 0) return command;
    const user = ['setpriv', `--reuid=${USER_ID}`, `--regid=${USER_ID}`, '--clear-groups', '--no-new-privs'];
    return [...user, '--bounding-set=-all', ...command];
  }

  function findStep(stage: Stage | undefined, keyword: string): Instruction {
    const step = stage?.steps.find((candidate) => candidate.getKeyword() === keyword);
    if (step === undefined) throw new Error(`deploy/Dockerfile has no ${keyword} in its last stage`);
    return step;
  }

  test('writes nowhere else: not even beside its own program', () => {
    const node = join(folder, 'bin', 'node');
    const touch = `require('fs').writeFileSync(${JSON.stringify(join(rootOf('run'), 'x'))}, '')`;
    const command = withUser([node, '-e', touch]);
    if (process.getuid?.() === 0)
      expect(() => execFileSync(command[0] ?? '', command.slice(1), { stdio: 'pipe' })).toThrow(/EACCES/);
  });
});
