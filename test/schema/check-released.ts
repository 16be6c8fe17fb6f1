import { readFileSync } from 'node:fs';
import { compareSchemas } from './compare-schemas.js';

/** `npm run schema:check`: what the schema changes since the last release; exits with 1 when that breaks somebody. */
const changes = await compareSchemas({
  before: readFileSync('docs/schema/released.graphql', 'utf8'),
  after: readFileSync('schema.graphql', 'utf8'),
});
const titles = {
  breaking: 'Breaking: deprecate instead, and remove after a release (docs/schema/README.md)',
  dangerous: 'To be told in the changelog',
  safe: 'Safe',
};
for (const kind of ['breaking', 'dangerous', 'safe'] as const) {
  const lines = changes[kind].map((line) => `  - ${line}\n`);
  if (lines.length > 0) process.stdout.write(`${titles[kind]}:\n${lines.join('')}`);
}
const count = changes.breaking.length;
process.stdout.write(
  count === 0 ? 'schema.graphql breaks nothing that was released\n' : `${count} breaking change(s)\n`,
);
process.exitCode = count === 0 ? 0 : 1;
