import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios/scenarios.js';

export const USAGE = `usage: npm run bench -- [--scenario one,ten] [--only service,raw] [--rounds 5] [--seconds 1] [--compare] [--no-report] [--check]

  --scenario   which, comma separated; all unless told: ${SCENARIOS.map(({ name }) => name).join(', ')}
  --only       which servers, comma separated; all unless told: service, raw, apollo, mercurius, yoga, hive
  --rounds N   how often each is measured, 1 to 20
  --seconds S  how long each time, 0.1 to 60
  --compare    show this run's ratios beside those of the last committed report
  --no-report  print, and leave bench/reports as it is
  --check      only see that every server answers as it has to
`;

export interface BenchOptions {
  /** Empty for all. */
  readonly scenarios: readonly string[];
  /** Empty for all. */
  readonly servers: readonly string[];
  readonly rounds: number;
  readonly windowMs: number;
  readonly isCompared: boolean;
  readonly isReported: boolean;
  readonly isCheckOnly: boolean;
}

/** @throws Error that says which argument is wrong. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: 'string', default: '' },
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
      compare: { type: 'boolean', default: false },
      'no-report': { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  return {
    scenarios: readNames(values.scenario),
    servers: readNames(values.only),
    rounds: readNumber('--rounds', values.rounds, { least: 1, most: 20 }),
    windowMs: readNumber('--seconds', values.seconds, { least: 0.1, most: 60 }) * 1000,
    isCompared: values.compare,
    isReported: !values['no-report'] && !values.check,
    isCheckOnly: values.check,
  };
}

export function readNumber(
  name: string,
  text: string,
  { least, most }: { least: number; most: number },
): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number >= least && number <= most) return number;
  throw new Error(`${name} must be a number from ${least} to ${most}`);
}

function readNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
