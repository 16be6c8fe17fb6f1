import { readdirSync } from 'node:fs';
import { request } from 'undici';
import { startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { startService, type TestService } from '../support/service.js';

const SCRIPT = readdirSync('dist/web/assets').find((name) => name.endsWith('.js'));

async function get(url: string, headers: Record<string, string> = {}) {
  const { statusCode: status, body, headers: answered } = await request(url, { headers });
  return { status, text: await body.text(), headers: answered };
}

describe('the web pages in live mode, switched on', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ env: { WEB: 'on' } });
  });
  afterAll(() => service.stop());

  test.each(['/', '/console'])('%s allows itself only what it needs', async (path) => {
    const { status, text, headers } = await get(`${service.url}${path}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    for (const rule of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(text).toContain('data-mode="live"');
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+=/);
  });

  test.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('serves a file to who accepts %s, to be kept for good', async (accepted, encoding) => {
    const { status, headers } = await get(`${service.url}/assets/${SCRIPT}`, { 'accept-encoding': accepted });
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    '/assets/',
    '/assets/..%2findex.html',
    '/assets/%2e%2e/%2e%2e/src/main.js',
    '/index.html',
    '/assets/no.js',
  ])('serves nothing at %s', async (path) => {
    expect((await get(`${service.url}${path}`)).status).toBeGreaterThanOrEqual(400);
  });

  test('leaves the API as it is', async () => {
    expect((await get(`${service.url}/nothing`)).status).toBe(404);
    expect((await get(`${service.url}/healthz`)).status).toBe(200);
  });
});

test('live mode serves no page unless it is asked to', async () => {
  const service = await startService();
  expect((await get(service.url)).status).toBe(404);
  expect((await get(`${service.url}/console`)).status).toBe(404);
  await service.stop();
});

test('a sandbox says on its pages that it is one', async () => {
  const config = loadConfig({ PORT: '0', DATABASE_URL: 'sqlite::memory:', LOG_LEVEL: 'silent' });
  const app = await startApp(config);
  expect((await get(app.url)).text).toContain('data-mode="sandbox"');
  await app.stop();
});
