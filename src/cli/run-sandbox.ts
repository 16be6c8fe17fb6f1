import { SERVER_OPTIONS, startServer } from './start-server.js';
import type { Command } from './tool.js';

const HELP = `Usage: hashcnet-graphql sandbox

Runs the stand-in upstream alone, until SIGTERM or SIGINT. It speaks the provider's API, has over a hundred subscribers each
with a shape or fault of its own, and spends nothing (docs/sandbox.md). Set up by environment variables:

  SANDBOX_PORT     where it listens; 0 takes any free port (4010)
  HOST             on which address (127.0.0.1)
  SANDBOX_TOKEN    the token it accepts (TEST:sandbox-token)
  SANDBOX_DLR_URL  where it posts delivery reports (nowhere)

  --help           this text

Its address, and how to point the service at it, go to standard output.
  SANDBOX_DLR_URL=http://127.0.0.1:4000/dlr hashcnet-graphql sandbox

Exit codes: 0 stopped when told to, 1 it does not start, 2 the command line is wrong.
`;

export const sandboxCommand: Command = {
  help: HELP,
  options: SERVER_OPTIONS,
  run: (tool) => startServer(tool, { help: HELP, load: () => import('../sandbox/main.js') }),
};
