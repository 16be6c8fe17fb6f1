import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from './commands.js';
import { EXIT, type ToolRun } from './tool.js';

const WIDTH = Math.max(...Object.keys(COMMANDS).map((name) => name.length));

export const CLI_HELP = `Usage: hashcnet-graphql COMMAND [options]
       hashcnet-graphql COMMAND --help

A GraphQL service for renewing internet subscriptions in Nepal: one intent to buy is at most one charge.

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(WIDTH)}  ${summary}`)
  .join('\n')}

  --version  which version this is
  --help     this text

To try it, with nothing configured and no account:
  hashcnet-graphql serve

Settings come from the environment, secrets too (or from files: DATABASE_URL_FILE and the like), never as arguments, which
every user of the machine could read. Data goes to standard output, everything else to standard error.

Exit codes: 0 done, 1 failed or found what it looks for, 2 the command line or a setting is wrong, 3 ledger or upstream cannot
be reached (where a command tells that apart from 1).
`;

/** Finds the command that is meant and runs it. Resolves with the exit code. */
export async function runCli(tool: ToolRun): Promise<number> {
  const [first, ...rest] = tool.argv;
  if (first === undefined) return misuse(tool, 'say which command');
  if (first === '--help' || first === '-h' || (first === 'help' && rest.length === 0)) {
    tool.stdout.write(CLI_HELP);
    return EXIT.ok;
  }
  if (first === '--version' || first === '-v') {
    tool.stdout.write(`${readVersion()}\n`);
    return EXIT.ok;
  }
  const [name = '', ...argv] = first === 'help' ? [...rest, '--help'] : tool.argv;
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) return misuse(tool, `there is no command ${JSON.stringify(name)}`);
  const command = await entry.load();
  return command.run({ ...tool, argv });
}

function misuse({ stderr }: ToolRun, what: string): number {
  stderr.write(`${what}\n\n${CLI_HELP}`);
  return EXIT.usage;
}

/** From the package itself, three folders up from the compiled file. */
function readVersion(): string {
  const path = join(import.meta.dirname, '..', '..', '..', 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return version;
}
