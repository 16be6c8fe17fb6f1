const VERSION_PATTERN = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(-[0-9A-Za-z.-]{1,40})?$/;
const UNRELEASED = '## Unreleased\n';

/** True when `version` is a semantic version that comes after `present`; of two pre-releases of one version, any other is taken. */
export function isHigher(version: string, present: string): boolean {
  const [next, last] = [parse(version), parse(present)];
  if (next === null || last === null) return false;
  for (const n of [0, 1, 2] as const)
    if (next.numbers[n] !== last.numbers[n]) return next.numbers[n] > last.numbers[n];
  return last.pre !== undefined && next.pre !== last.pre;
}

function parse(version: string) {
  const match = VERSION_PATTERN.exec(version);
  if (match === null) return null;
  const [, major, minor, patch, pre] = match;
  return { numbers: [Number(major), Number(minor), Number(patch)] as const, pre };
}

/**
 * Puts what is under "Unreleased" under the version, and an empty "Unreleased" above it.
 * @returns null when there is no such heading, or nothing under it: a release that changes nothing for anybody is none.
 */
export function closeUnreleased(
  changelog: string,
  { version, date }: { version: string; date: string },
): string | null {
  const [before, after, ...more] = changelog.split(UNRELEASED);
  if (before === undefined || after === undefined || more.length > 0) return null;
  const [changes = ''] = after.split(/^## /m);
  if (!/^- /m.test(changes)) return null;
  return `${before}${UNRELEASED}\n## ${version} - ${date}\n${after}`;
}
