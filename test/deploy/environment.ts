import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '../../src/config.js';
import { environmentSchema } from '../../src/config-environment.js';

/** What a secret's file holds where the service really runs. */
const CONTENTS: Readonly<Record<string, string>> = {
  HASHCNET_TOKEN_FILE: 'TEST:token\n',
  OFFER_SECRET_FILE: `${'s'.repeat(32)}\n`,
  DATABASE_URL_FILE: 'postgres://ledger@database/ledger\n',
  API_KEYS_FILE: '[]',
};

/** Which of these names no setting of the service has. */
export function listUnknown(names: readonly string[]): string[] {
  return names.filter((name) => !(name in environmentSchema.shape));
}

/** The service's own reading of an environment, with files of ours in place of the mounted ones. @throws what it complains of */
export function readAsService(env: Readonly<Record<string, string>>): Config {
  const folder = mkdtempSync(join(tmpdir(), 'hashcnet-manifest-'));
  try {
    const mounted = Object.entries(env).map(([name, value]) => {
      const content = CONTENTS[name];
      if (content === undefined) return [name, value];
      writeFileSync(join(folder, name), content);
      return [name, join(folder, name)];
    });
    return loadConfig(Object.fromEntries(mounted));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
