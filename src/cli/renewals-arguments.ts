import { RENEWAL_STATUSES, type RenewalStatus } from '../ledger/renewal-record.js';
import { parseLine } from '../values/line.js';
import { parseUsername } from '../values/username.js';
import { parseStatuses } from './statuses.js';
import { readCount, readWords, UsageError } from './tool.js';

export const RENEWALS_HELP = `Usage: hashcnet-graphql renewals list [filters] [--limit N] [--json]
       hashcnet-graphql renewals show ID [--json]
       hashcnet-graphql renewals check ID [--json]
       hashcnet-graphql renewals acknowledge ID --note TEXT [--json]

Reads the ledger without the service, and beside it. ID is a renewal's id, or the reference that the provider knows it by.

  list         newest first, one line each
  show         one renewal with all that is known of it, and the trail of what happened
  check        ask upstream about it now, as the service would: settles it when the answer does. Not asked within the hold time,
               nor within a minute of the latest lookup; that is said, with exit code 1
  acknowledge  a person has looked at a decided one: takes its flag off, and writes the note into the trail. News that does not
               fit flags it again

Filters of list:
  --status S[,S]     only these: ${RENEWAL_STATUSES.join(', ')}
  --needs-attention  only what a person has to look at
  --username NAME    only this subscriber's
  --slug SLUG        only this ISP's
  --client CLIENT    only this client's
  --limit N          how many at most, 1 to 1000 (20); export writes any number

  --note TEXT        for acknowledge: what was found, and done; 1 to 200 characters, which the client can read
  --json             one JSON document (list: an array), with the fields of docs/books.md
  --help             this text

What a person has to look at today:
  hashcnet-graphql renewals list --needs-attention
When one of them is dealt with:
  hashcnet-graphql renewals acknowledge ID --note 'paid back by hand'
Every open one of a subscriber, for a program:
  hashcnet-graphql renewals list --status PENDING --username jeetenaug4 --json

DATABASE_URL, or the file that DATABASE_URL_FILE names, says which ledger (sqlite:data/ledger.db unless set). check needs
HASHCNET_BASE_URL and HASHCNET_TOKEN (or HASHCNET_TOKEN_FILE), and HOLD_TIME_MS and NOT_RECORDED_AFTER_MS as the service has them.
Exit codes: 0 done, 1 there is no such renewal, or it was not asked about or not acknowledged, 2 the command line or a setting is
wrong, 3 the ledger cannot be reached.
`;

export const RENEWALS_OPTIONS = {
  status: { type: 'string' },
  'needs-attention': { type: 'boolean' },
  username: { type: 'string' },
  slug: { type: 'string' },
  client: { type: 'string' },
  limit: { type: 'string' },
  note: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export interface RenewalsFilter {
  readonly statuses?: readonly RenewalStatus[];
  readonly needsAttention?: boolean;
  readonly username?: string;
  readonly slug?: string;
  readonly client?: string;
}

export type RenewalsArguments =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'list';
      readonly filter: RenewalsFilter;
      readonly limit: number;
      readonly asJson: boolean;
    }
  | { readonly kind: 'show' | 'check'; readonly id: string; readonly asJson: boolean }
  | {
      readonly kind: 'acknowledge';
      readonly id: string;
      readonly note: string;
      readonly asJson: boolean;
    };

const DEFAULT_LIMIT = 20;
const MOST = 1000;
const NOTE_MOST = 200;
/** Ids are UUIDs, references letters and digits: nothing else can be in the ledger. */
const ID_PATTERN = /^[\dA-Za-z-]{1,64}$/;

/** @throws UsageError */
export function parseRenewalsArguments(argv: readonly string[]): RenewalsArguments {
  const { values, positionals } = readWords(argv, RENEWALS_OPTIONS);
  if (values.help) return { kind: 'help' };
  const { json: asJson, limit, note, help: _, ...filters } = values;
  const [action, id, ...rest] = positionals;
  if (note !== undefined && action !== 'acknowledge') throw new UsageError('--note is for acknowledge');
  switch (action) {
    case 'list':
      if (id !== undefined) throw new UsageError('list takes no ID: use show ID');
      return {
        kind: 'list',
        filter: readFilter(filters),
        limit: readCount('--limit', limit, { least: 1, most: MOST }) ?? DEFAULT_LIMIT,
        asJson,
      };
    case 'show':
    case 'check':
    case 'acknowledge':
      if (limit !== undefined || Object.keys(filters).length > 0) {
        throw new UsageError(`filters are for list; ${action} takes one ID`);
      }
      if (id === undefined || rest.length > 0 || !ID_PATTERN.test(id)) {
        throw new UsageError(`say: ${action} ID, with a renewal's id or reference`);
      }
      return action === 'acknowledge'
        ? { kind: action, id, note: readNote(note), asJson }
        : { kind: action, id, asJson };
    default:
      throw new UsageError('say: list, show ID, check ID or acknowledge ID');
  }
}

function readFilter(values: {
  status?: string;
  'needs-attention'?: boolean;
  username?: string;
  slug?: string;
  client?: string;
}): RenewalsFilter {
  const { status, username, slug, client } = values;
  return {
    ...(status !== undefined && { statuses: parseStatuses(status) }),
    ...(values['needs-attention'] && { needsAttention: true }),
    ...(username !== undefined && { username: readUsername(username) }),
    ...(slug !== undefined && { slug }),
    ...(client !== undefined && { client }),
  };
}

function readNote(text = ''): string {
  const note = parseLine(text, NOTE_MOST);
  if (note === null) {
    throw new UsageError(
      `--note takes 1 to ${NOTE_MOST} characters without control characters: what was found, and done`,
    );
  }
  return note;
}

/** Trimmed as the service trims it, or the subscriber would not be found. */
function readUsername(text: string): string {
  const username = parseUsername(text);
  if (username === null)
    throw new UsageError('--username takes 1 to 50 characters without control characters');
  return username;
}
