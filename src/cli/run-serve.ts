import { SERVER_OPTIONS, startServer } from './start-server.js';
import type { Command } from './tool.js';

const HELP = `Usage: hashcnet-graphql serve

Runs the service until SIGTERM or SIGINT: the first lets purchases under way finish (DRAIN_TIMEOUT_MS at most), the second
leaves at once; nothing is lost either way. It is set up by environment variables alone. The most important ones:

  PORT, HOST           where it listens (4000, 127.0.0.1)
  HASHCNET_BASE_URL    the upstream (none: a sandbox inside the process). Setting it is live mode, which needs:
  HASHCNET_TOKEN       the reseller's token
  OFFER_SECRET         32 characters or more, the same for all replicas
  API_KEYS_FILE        who may call; or JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE
  DATABASE_URL         sqlite:PATH, or postgres://… for several replicas (sqlite:data/ledger.db)
  DRAIN_TIMEOUT_MS     how long a stop waits, in milliseconds (35000)
  LOG_LEVEL            fatal, error, warn, info, debug, trace or silent (info)

  --help               this text

HASHCNET_TOKEN, OFFER_SECRET, OFFER_SECRET_PREVIOUS and DATABASE_URL may come from files: HASHCNET_TOKEN_FILE and so on. The
README lists every variable. Logs go to standard output, one JSON object a line.

With nothing configured, over the sandbox:
  hashcnet-graphql serve
On another port, with the books elsewhere:
  PORT=8080 DATABASE_URL=sqlite:/var/lib/hashcnet/ledger.db hashcnet-graphql serve

Exit codes: 0 stopped when told to, 1 it does not start (every fault is named) or did not stop in order, 2 the command line
is wrong.
`;

export const serveCommand: Command = {
  help: HELP,
  options: SERVER_OPTIONS,
  run: (tool) => startServer(tool, { help: HELP, load: () => import('../main.js') }),
};
