import { type Group, type Step, USERNAME_MARK } from '../load/load-plan.js';
import type { Dialect, OperationName } from './operations.js';
import { PURCHASE } from './purchase.js';

export interface Scenario {
  readonly name: string;
  /** What is asked, for the report. */
  readonly title: string;
  /** Of a details call. */
  readonly upstreamDelayMs: number;
  /** Null for those that only this service can do, and which ledger it does them on. */
  readonly ledger: 'sqlite' | 'postgres' | null;
  /** What is checked before it begins. */
  readonly operations: readonly OperationName[];
  /** Null when the dialect cannot ask it. The first group is what is counted; others run beside it. */
  readonly describeLoad: (dialect: Dialect) => readonly Group[] | null;
  /** Run after each round, to be compared with the groups beside; null where there are none. */
  readonly describeBaseline: ((dialect: Dialect) => readonly Group[]) | null;
}

const CONNECTIONS = 64;
/** Ten calls from each come to 320 at once: the service turns away what is beyond 512. */
const CONNECTIONS_OF_TEN = 32;
const SLOW_CONNECTIONS = 512;
const SLOW_MS = 50;
const SIDE_LOOKUPS_PER_SECOND = 200;
const STEADY_PER_SECOND = 300;

const READS: readonly Scenario[] = [
  asking('isps', 'the fourteen ISPs, no upstream call', { operations: ['isps'] }),
  asking('one', 'one subscriber, username in the variables', { operations: ['one'] }),
  asking('text', 'one subscriber, username written into the query', { operations: ['text'] }),
  asking('ten', 'ten subscribers in one query, by aliases and variables', {
    operations: ['ten'],
    connections: CONNECTIONS_OF_TEN,
  }),
  asking('hot', 'one subscriber, the same for everybody', { operations: ['one'], username: 'everybody' }),
  asking('slow', `one subscriber, upstream answers after ${SLOW_MS} ms, ${SLOW_CONNECTIONS} connections`, {
    operations: ['one'],
    connections: SLOW_CONNECTIONS,
    upstreamDelayMs: SLOW_MS,
  }),
  asking('mix', 'of ten requests: six `one`, two `isps`, one `text`, one `ten`', {
    operations: ['one', 'isps', 'one', 'text', 'one', 'ten', 'one', 'isps', 'one', 'one'],
    connections: CONNECTIONS_OF_TEN,
  }),
];

const PURCHASES: readonly Scenario[] = [
  buying('renew-sqlite', 'look up, then renew, on SQLite', 'sqlite'),
  buying('renew-postgres', 'look up, then renew, on PostgreSQL', 'postgres'),
  buying('renew-steady', `${STEADY_PER_SECOND} times a second: look up, then renew, on SQLite`, 'sqlite', {
    perSecond: STEADY_PER_SECOND,
  }),
];

export const SCENARIOS: readonly Scenario[] = [...READS, ...PURCHASES];

function asking(
  name: string,
  title: string,
  options: {
    operations: readonly OperationName[];
    connections?: number;
    upstreamDelayMs?: number;
    username?: string;
  },
): Scenario {
  const { operations, connections = CONNECTIONS, upstreamDelayMs = 0, username } = options;
  return {
    name,
    title,
    upstreamDelayMs,
    ledger: null,
    operations: [...new Set(operations)],
    describeLoad: (dialect) => {
      const steps = operations.map((operation) => describeStep(dialect, operation, username));
      const known = steps.filter((step) => step !== null);
      return known.length < steps.length ? null : [{ name, connections, perSecond: null, steps: known }];
    },
    describeBaseline: null,
  };
}

function buying(
  name: string,
  title: string,
  ledger: 'sqlite' | 'postgres',
  { perSecond = null }: { perSecond?: number | null } = {},
): Scenario {
  return {
    name,
    title: `${title}; ${SIDE_LOOKUPS_PER_SECOND} lookups a second beside, and alone`,
    upstreamDelayMs: 0,
    ledger,
    operations: [],
    describeLoad: (dialect) =>
      listGroups([
        { name: 'renewals', connections: 16, perSecond, steps: [PURCHASE] },
        describeSideLookups(dialect),
      ]),
    describeBaseline: (dialect) => listGroups([describeSideLookups(dialect)]),
  };
}

function describeSideLookups(dialect: Dialect): Group | null {
  const step = describeStep(dialect, 'one');
  return step && { name: 'lookups', connections: 16, perSecond: SIDE_LOOKUPS_PER_SECOND, steps: [step] };
}

function listGroups(groups: readonly (Group | null)[]): readonly Group[] {
  return groups.filter((group) => group !== null);
}

/** Every answer under load is looked at: it has to name the one that was asked for, and no error. */
export function describeStep(dialect: Dialect, name: OperationName, username = USERNAME_MARK): Step | null {
  const operation = dialect[name];
  if (operation === null) return null;
  return {
    body: operation.body.replaceAll(USERNAME_MARK, username),
    status: 200,
    mustHold: name === 'isps' ? '"Pokhara Internet Lekhnath"' : `${username}(`,
    mustNotHold: '"errors"',
    followUp: null,
  };
}
