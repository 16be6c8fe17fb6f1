import { readFileSync } from 'node:fs';

/** What may come in a file instead: containers and clusters hand secrets over as files, which no process list or crash report shows. */
export const SECRET_NAMES = [
  'HASHCNET_TOKEN',
  'DATABASE_URL',
  'OFFER_SECRET',
  'OFFER_SECRET_PREVIOUS',
] as const;

/** Longer than any secret; a wrong path must not pull a disk image into memory. */
const MOST_BYTES = 65_536;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the content of the file that NAME_FILE names into NAME, for every secret; the line end that editors and `echo`
 * leave is dropped. What cannot be read goes to `faults`, by variable and never by content. An empty variable counts as absent.
 */
export function withSecretFiles(env: Environment, faults: string[]): Environment {
  const read = SECRET_NAMES.flatMap((name) => {
    const path = env[`${name}_FILE`];
    if (!path) return [];
    if (env[name]) {
      faults.push(`${name} and ${name}_FILE exclude each other`);
      return [];
    }
    const text = readSecret(path);
    if (text === null) faults.push(`${name}_FILE names a file that is empty, too large, or cannot be read`);
    return text === null ? [] : [[name, text]];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function readSecret(path: string): string | null {
  try {
    const bytes = readFileSync(path);
    const text = bytes.toString('utf8').replace(/\r?\n$/, '');
    return text === '' || bytes.length > MOST_BYTES ? null : text;
  } catch {
    return null;
  }
}
