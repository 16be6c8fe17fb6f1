import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseApiKeys } from '../http/api-keys.js';
import { SCOPES } from '../resolvers/identity.js';
import { type Command, EXIT, explainFailure, readWords, type ToolRun, UsageError } from './tool.js';

const HELP = `Usage: hashcnet-graphql keys create NAME --scopes SCOPE[,SCOPE...] [--file FILE]

Makes an API key for the client NAME and adds its hash to the file of keys. The key itself is shown once, here, and is kept
nowhere: give it to the client, who sends it as "x-api-key". A running service takes it up within seconds.

  --scopes SCOPE[,SCOPE...]  what it may do: ${SCOPES.join(', ')}
  --file FILE                the file of keys; API_KEYS_FILE, or keys.json, when absent
  --help                     this text

The key goes to standard output, everything else to standard error:
  hashcnet-graphql keys create shop --scopes subscribers:read,renewals:write --file keys.json > shop.key

To take a key back, delete its entry from the file. A client may have several keys, one beside another while they are changed.
Exit codes: 0 made, 1 the file cannot be read or written, 2 the command line is wrong.
`;

const OPTIONS = {
  scopes: { type: 'string' },
  file: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const keysCommand: Command = { help: HELP, options: OPTIONS, run: runKeys };

interface Entry {
  readonly client: string;
  readonly sha256: string;
  readonly scopes: readonly string[];
}

/** Exits with 0, 1 when the file cannot be written or read, 2 when it does not understand. */
export async function runKeys(tool: ToolRun): Promise<number> {
  try {
    const { help, client, scopes, file } = readArguments(tool);
    if (help) {
      tool.stdout.write(HELP);
      return EXIT.ok;
    }
    const key = randomBytes(32).toString('base64url');
    const sha256 = createHash('sha256').update(key).digest('hex');
    await addEntry(file, { client, sha256, scopes });
    tool.stderr.write(`added to ${file}: ${client} (${scopes.join(', ')}). The key, shown this once:\n`);
    tool.stdout.write(`${key}\n`);
    return EXIT.ok;
  } catch (error) {
    return explainFailure(error, { stderr: tool.stderr, help: HELP, unreachable: EXIT.failed });
  }
}

function readArguments({ argv, env }: ToolRun) {
  const { values, positionals } = readWords(argv, OPTIONS);
  const help = values.help;
  const [command, client = '', ...rest] = positionals;
  const scopes = (values.scopes ?? '').split(',').filter(Boolean);
  const file = values.file ?? (env['API_KEYS_FILE'] || 'keys.json');
  if (help) return { help, client, scopes, file };
  if (command !== 'create' || rest.length > 0) throw new UsageError('say: create NAME --scopes ...');
  const unknown = scopes.filter((scope) => !SCOPES.some((known) => known === scope));
  if (scopes.length === 0 || unknown.length > 0) {
    throw new UsageError(`--scopes takes one or more of ${SCOPES.join(', ')}`);
  }
  return { help, client, scopes, file };
}

/** Written beside and moved into place, so that a service never reads half a file. */
async function addEntry(file: string, entry: Entry): Promise<void> {
  const json = `${JSON.stringify([...(await readEntries(file)), entry], null, 2)}\n`;
  try {
    parseApiKeys(json);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the entry is not valid');
  }
  await writeFile(`${file}.new`, json, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function readEntries(file: string): Promise<Entry[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) throw new Error(`${file} is not a file of keys`);
  return entries as Entry[];
}
