import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  EVENT_TYPES,
  FAILURE_CODES,
  PENDING_REASONS,
  RENEWAL_STATUSES,
} from '../../src/ledger/renewal-record.js';
import { ATTENTION_REASONS, isLiftedByDecision } from '../../src/renewals/attention.js';
import { adviceFor, FINDINGS, RENEWAL_STATES, TRANSITIONS } from '../../src/renewals/renewal.js';
import { ERROR_CODES } from '../../src/schema/errors.js';
import { RenewProblemCode } from '../../src/schema/renewal.enums.js';
import { readExplained, readPage } from './pages.js';

/** First cell and one more of each row, to be compared with what the code says. */
function readColumn(page: string, heading: string, column: number): Record<string, string | undefined> {
  const rows = readExplained(page, heading);
  return Object.fromEntries([...rows].map(([name, cells]) => [name, cells[column]]));
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

describe('docs/errors.md', () => {
  test('explains every error code, and says of each what `retryable` says', () => {
    const apollo = Object.values(ApolloServerErrorCode).map((code) => [code, 'no']);
    const own = Object.entries(ERROR_CODES).map(([code, { retryable }]) => [code, yesNo(retryable)]);
    expect(readColumn('docs/errors.md', 'Errors', 0)).toEqual(Object.fromEntries([...apollo, ...own]));
  });

  test('explains every problem of renew', () => {
    const explained = [...readExplained('docs/errors.md', 'Problems of renew').keys()];
    expect(explained.sort()).toEqual(Object.values(RenewProblemCode).sort());
  });

  test('explains every failure of a purchase', () => {
    const explained = [...readExplained('docs/errors.md', 'Failures of a purchase').keys()];
    expect(explained.sort()).toEqual([...FAILURE_CODES].sort());
  });
});

describe('docs/payments.md', () => {
  const PAGE = 'docs/payments.md';

  test('explains every status, with its advice', () => {
    const advice = RENEWAL_STATUSES.map((status) => [status, `\`${adviceFor({ status })}\``]);
    expect(readColumn(PAGE, 'Statuses and advice', 0)).toEqual(Object.fromEntries(advice));
  });

  test('explains every reason to be pending, every event and every piece of news', () => {
    const namesUnder = (heading: string) => [...readExplained(PAGE, heading).keys()];
    expect(namesUnder('While it is pending')).toEqual([...PENDING_REASONS]);
    expect(namesUnder('The trail')).toEqual([...EVENT_TYPES]);
    expect(namesUnder('The whole table')).toEqual([...FINDINGS]);
  });

  test('explains every flag, and says which ones a decision lifts', () => {
    const lifted = Object.keys(ATTENTION_REASONS).map((flag) => [flag, yesNo(isLiftedByDecision(flag))]);
    expect(readColumn(PAGE, 'Flags: what a person has to look at', 1)).toEqual(Object.fromEntries(lifted));
  });

  test('has the transition table as it is in the code', () => {
    for (const [column, state] of RENEWAL_STATES.entries()) {
      const told = FINDINGS.map((finding) => {
        const target = TRANSITIONS[state][finding];
        return [finding, target === undefined ? 'flag' : target === state ? 'stays' : target];
      });
      expect({ [state]: readColumn(PAGE, 'The whole table', column + 1) }).toEqual({
        [state]: Object.fromEntries(told),
      });
    }
  });

  test.each(['docs/payments.md', 'docs/architecture.md'])(
    '%s draws no arrow that the table does not have',
    (page) => {
      const arrows = listArrows(page);
      expect(arrows.length).toBeGreaterThan(0);
      expect(arrows.filter((arrow) => !ARROWS.has(arrow))).toEqual([]);
    },
  );

  test('draws every arrow of the table', () => {
    expect(listArrows(PAGE).sort()).toEqual(
      [...ARROWS].filter((arrow) => !arrow.startsWith('PENDING')).sort(),
    );
  });
});

/** Of the table, from one state to another; those out of PENDING as a whole too. */
const ARROWS = new Set(
  RENEWAL_STATES.flatMap((state) =>
    Object.values(TRANSITIONS[state])
      .filter((target) => target !== state)
      .flatMap((target) => {
        const isOpen = PENDING_REASONS.some((reason) => reason === state);
        return [`${state} --> ${target}`, ...(isOpen ? [`PENDING --> ${target}`] : [])];
      }),
  ),
);

function listArrows(page: string): string[] {
  const diagrams = readPage(page).blocks.filter(({ text }) => text.startsWith('stateDiagram'));
  return diagrams.flatMap(({ text }) =>
    [...text.matchAll(/^ *([A-Z_]+ --> [A-Z_]+)/gm)].map(([, arrow = '']) => arrow),
  );
}
