import { createSubscriberHash } from '../telemetry/subscriber-hash.js';
import { Secret } from '../values/secret.js';
import { parseUsername } from '../values/username.js';
import { EXIT, explainFailure, type ToolRun, UsageError } from './tool.js';

const HELP = `usage: OFFER_SECRET=... npm run --silent subscriber-hash -- USERNAME...

Prints what the log calls each subscriber (the field "subscriber"), one a line, so that its lines can be found:

  grep "$(npm run --silent subscriber-hash -- USERNAME)" service.log

The hash is keyed: OFFER_SECRET must be the service's own. Lines from before the secret was changed have other hashes.
`;

const MIN_SECRET_LENGTH = 32;

/** `npm run subscriber-hash`: exits with 0, or 2 when it does not understand. */
export async function runSubscriberHash({ argv, env, stdout, stderr }: ToolRun): Promise<number> {
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      stdout.write(HELP);
      return EXIT.ok;
    }
    const secret = env['OFFER_SECRET'] ?? '';
    if (secret.length < MIN_SECRET_LENGTH) throw new UsageError("OFFER_SECRET must be the service's");
    const hash = createSubscriberHash(new Secret(secret));
    stdout.write(
      readUsernames(argv)
        .map((username) => `${hash(username)}\n`)
        .join(''),
    );
    return EXIT.ok;
  } catch (error) {
    return explainFailure(error, { stderr, help: HELP, unreachable: EXIT.failed });
  }
}

function readUsernames(argv: readonly string[]): string[] {
  if (argv.length === 0) throw new UsageError('say whose: USERNAME...');
  return argv.map((text) => {
    const username = parseUsername(text);
    if (username === null)
      throw new UsageError('a username has 1 to 50 characters and no control characters');
    return username;
  });
}
