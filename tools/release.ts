import { parseArgs } from 'node:util';
import { makeRelease, RefusedError } from './make-release.js';

const HELP = `Usage: npm run release -- --version X.Y.Z [--dry-run]

Makes a release of what is on main: checks everything, sets the version, closes the changelog's "Unreleased", packs, writes the
list of what is in it (CycloneDX) and checksums into release/X.Y.Z, commits and tags. Nothing is pushed or published.

  --version X.Y.Z  the new version, higher than the present one (semver.org; a pre-release such as 1.0.0-rc.1 too)
  --dry-run        everything but the commit and the tag; the files are put back, release/X.Y.Z stays to be looked at
  --help           this text

Exit codes: 0 made, 1 refused or failed (nothing is left changed), 2 the command line is wrong.
`;

function main(argv: readonly string[]): number {
  const options = readOptions(argv);
  if (options === null) {
    process.stderr.write(HELP);
    return 2;
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    const said = makeRelease({
      version: options.version ?? '',
      isDryRun: options['dry-run'],
      nowMs: Date.now(),
    });
    process.stdout.write(said);
    return 0;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`no release: ${error.message}\n`);
    return 1;
  }
}

function readOptions(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        version: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return values.help || values.version !== undefined ? values : null;
  } catch {
    return null;
  }
}

process.exitCode = main(process.argv.slice(2));
