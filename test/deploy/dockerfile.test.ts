import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { readStartFlags } from '../../bench/servers/start-flags.js';
import { SECRET_NAMES } from '../../src/config-secret-files.js';
import { DOCKERFILE, listContext, readArguments, readStages } from './dockerfile.js';

const stages = readStages();
const last = stages.at(-1);
const find = (keyword: string) =>
  (last?.steps ?? []).filter((step) => step.getKeyword() === keyword).map(readArguments);
const listOf = (text: string | undefined) => JSON.parse(text ?? '[]') as string[];

describe('deploy/Dockerfile', () => {
  test('has no fault that a linter for Dockerfiles finds', () => {
    expect(validate(DOCKERFILE)).toEqual([]);
  });

  test('begins once, with the exact version of Node that the tests run on', () => {
    const outside = stages
      .map(({ base }) => base)
      .filter((base) => !stages.some(({ name }) => name === base));
    expect(outside).toEqual([`docker.io/library/node:${process.versions.node}-slim`]);
  });

  test('installs by the lock file, without install scripts', () => {
    const installs = stages
      .flatMap(({ steps }) => steps)
      .filter((step) => step.getKeyword() === 'RUN')
      .map(readArguments)
      .filter((command) => /npm (ci|install|i) /.test(command));
    expect(installs).toHaveLength(2);
    for (const command of installs) expect(command).toMatch(/^npm ci .*--ignore-scripts/);
  });

  test('runs as a user that is not root, by number, so that a cluster can see it', () => {
    expect(find('USER')).toEqual(['1000:1000']);
  });

  test('is stopped by the signal that the service drains at, which reaches it', () => {
    expect(find('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(listOf(find('ENTRYPOINT')[0])[0]).toBe('node');
  });

  test('starts what package.json calls hashcnet-graphql, with a command that exists', () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: Record<string, string> };
    expect(listOf(find('ENTRYPOINT')[0]).at(-1)).toBe(`/app/${bin['hashcnet-graphql']}`);
    expect(listOf(find('CMD')[0])).toEqual(['serve']);
  });

  test('gives V8 the same flags as `npm start`, but for source maps, which the image leaves out', () => {
    const [first, ...others] = readStartFlags();
    expect(first).toBe('--enable-source-maps');
    expect(others).not.toEqual([]);
    expect(listOf(find('ENTRYPOINT')[0]).slice(1, -1)).toEqual(others);
  });

  test('asks after its health without a tool that the image lacks', () => {
    const [check = ''] = find('HEALTHCHECK');
    expect(listOf(check.slice(check.indexOf('[')))[0]).toBe('node');
    expect(check).toContain('/healthz');
  });

  test('bakes no secret in, and no setting that one in a file would clash with', () => {
    const [settings = ''] = find('ENV');
    for (const name of SECRET_NAMES) expect(settings).not.toContain(name);
    expect(find('ARG')).toEqual([]);
    expect(find('EXPOSE')[0]).toBe(/PORT=(\d+)/.exec(settings)?.[1]);
  });

  test('gets to see what its build needs and nothing else', () => {
    const [first] = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(first).toBe('*');
    for (const name of listContext()) expect(name).not.toMatch(/\*|env|data|test|node_modules/);
  });
});
