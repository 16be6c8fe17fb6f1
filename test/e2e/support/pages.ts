import { type App, startApp } from '../../../src/app.js';
import { loadConfig } from '../../../src/config.js';
import type { Sandbox } from '../../../src/sandbox/sandbox.js';

export interface ServedPages {
  readonly url: string;
  readonly app: App;
  /** The judge: `charges()` counts what was really bought. */
  readonly sandbox: Sandbox;
  stop(): Promise<void>;
}

/** The service as `npm start` starts it, over its sandbox, with times short enough to watch. */
export async function servePages(env: Readonly<Record<string, string>> = {}): Promise<ServedPages> {
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    HASHCNET_TIMEOUT_MS: '3000',
    HOLD_TIME_MS: '1000',
    NOT_RECORDED_AFTER_MS: '4000',
    RECONCILE_INTERVAL_MS: '200',
    RATE_LIMIT_PER_MINUTE: '100000',
    LOG_LEVEL: 'silent',
    ...env,
  });
  const app = await startApp(config);
  if (app.sandbox === null) throw new Error('these tests are for the sandbox');
  return { url: app.url, app, sandbox: app.sandbox, stop: () => app.stop() };
}
