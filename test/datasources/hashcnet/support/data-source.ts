import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createHashcnetDataSource,
  type HashcnetDeps,
} from '../../../../src/datasources/hashcnet/hashcnet.datasource.js';
import type { CommitOrder, Hashcnet } from '../../../../src/datasources/hashcnet/hashcnet.js';
import { type Clock, systemClock } from '../../../../src/values/clock.js';
import { Secret } from '../../../../src/values/secret.js';
import {
  type Script,
  type ScriptedUpstream,
  startScriptedUpstream,
} from '../../../support/scripted-upstream.js';

export const TOKEN = 'TEST:d41d8cd98f/00b204+e9';
export const A_REFERENCE = '7068074fd04f42628d9b6a171da647b5';
export const A_KEY = { slug: 'vns', username: 'jeetenaug4' };

export function anOrder(changes: Partial<CommitOrder> = {}): CommitOrder {
  return {
    reference: A_REFERENCE,
    sessionId: '6466',
    packageCode: '9',
    durationCode: '1',
    amountPaisa: 99_900,
    sendBeforeMs: Date.now() + 60_000,
    ...changes,
  };
}

/** Short pauses between attempts, real time otherwise. */
export const hastyClock: Clock = {
  nowMs: () => systemClock.nowMs(),
  sleep: (durationMs, signal) => systemClock.sleep(Math.min(durationMs, 5), signal),
};

export function aDataSource(changes: Partial<HashcnetDeps> & { baseUrl: string }): Hashcnet {
  return createHashcnetDataSource({
    token: new Secret(TOKEN),
    timeoutMs: 5_000,
    commitKeys: 'underscore',
    clock: hastyClock,
    ...changes,
  });
}

/** A scripted upstream and a data source on it, both closed afterwards. */
export async function withUpstream<T>(
  script: Script,
  use: (hashcnet: Hashcnet, upstream: ScriptedUpstream) => Promise<T>,
  changes: Partial<HashcnetDeps> = {},
): Promise<T> {
  const upstream = await startScriptedUpstream(script);
  const hashcnet = aDataSource({ baseUrl: upstream.baseUrl, ...changes });
  try {
    return await use(hashcnet, upstream);
  } finally {
    await upstream.close();
    await hashcnet.close();
  }
}

export function fixtureText(name: string): string {
  return readFileSync(join(process.cwd(), 'test/fixtures', name), 'utf8');
}

export function fixture(name: string): Record<string, unknown> {
  return JSON.parse(fixtureText(name)) as Record<string, unknown>;
}
