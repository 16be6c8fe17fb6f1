import { type LoadedRows, mergeNewest, type Row } from '../../../web/console/model/merge-newest.js';
import { readPages } from '../../../web/console/model/read-pages.js';

const row = (minute: number, mark = ''): Row & { mark: string } => ({
  id: `id-${minute}`,
  createdAt: new Date(minute * 60_000).toISOString(),
  mark,
});
const rows = (next: string | null, ...minutes: number[]): LoadedRows<Row> => ({
  rows: minutes.map((minute) => row(minute)),
  next,
});
const minutesOf = ({ rows: loaded }: LoadedRows<Row>) =>
  loaded.map(({ createdAt }) => Date.parse(createdAt) / 60_000);

describe('reading the newest page again', () => {
  test('shows it as it is where nothing was shown', () => {
    expect(mergeNewest(null, rows('c', 9, 8))).toEqual(rows('c', 9, 8));
  });

  test('puts new rows on top, keeps older ones, and reads on where they ended', () => {
    const merged = mergeNewest(rows('c5', 9, 8, 7, 6, 5), rows('c8', 11, 10, 9, 8));
    expect(minutesOf(merged)).toEqual([11, 10, 9, 8, 7, 6, 5]);
    expect(merged.next).toBe('c5');
  });

  test('drops a row within its reach that the filter does not let through any more', () => {
    expect(minutesOf(mergeNewest(rows(null, 9, 8, 7), rows('c7', 9, 7)))).toEqual([9, 7]);
  });

  test('takes the new state of a row', () => {
    const shown = { rows: [row(9, 'old'), row(8, 'old')], next: null };
    const merged = mergeNewest(shown, { rows: [row(9, 'new')], next: 'c9' });
    expect(merged.rows.map(({ mark }) => mark)).toEqual(['new', 'old']);
  });

  test('begins anew rather than hide a gap', () => {
    const merged = mergeNewest(rows('c5', 6, 5), rows('c20', 22, 21, 20));
    expect(minutesOf(merged)).toEqual([22, 21, 20]);
    expect(merged.next).toBe('c20');
  });

  test('is all there is when there is no page after it', () => {
    expect(minutesOf(mergeNewest(rows('c5', 9, 8, 7), rows(null, 9)))).toEqual([9]);
  });

  test('rows of the same instant keep their order by id', () => {
    const at = new Date(0).toISOString();
    const same = (id: string): Row => ({ id, createdAt: at });
    const merged = mergeNewest(
      { rows: [same('c'), same('b'), same('a')], next: null },
      { rows: [same('c'), same('b')], next: 'x' },
    );
    expect(merged.rows.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });
});

describe('following a list', () => {
  const list = (pages: number) => (after: string | null) => {
    const page = Number(after ?? 0);
    const pageInfo = { hasNextPage: page + 1 < pages, endCursor: String(page + 1) };
    return Promise.resolve({ data: { edges: [{ node: page }], pageInfo }, fault: null });
  };

  test('goes to its end', async () => {
    const { data } = await readPages({ ask: list(3), maxPages: 9 });
    expect(data).toEqual({ nodes: [0, 1, 2], next: null });
  });

  test('stops at the bound, and says that there is more', async () => {
    const { data } = await readPages({ ask: list(9), maxPages: 2 });
    expect(data).toEqual({ nodes: [0, 1], next: '2' });
  });

  test('goes on from a cursor, tells of each page, and stops when told to', async () => {
    const told: number[] = [];
    const { data } = await readPages({
      ask: list(9),
      maxPages: 9,
      after: '4',
      onPage: ({ nodes }) => told.push(nodes.length) < 2,
    });
    expect({ data, told }).toEqual({ data: { nodes: [4, 5], next: '6' }, told: [1, 2] });
  });

  test('a fault on any page is the fault of the whole', async () => {
    const fault = { kind: 'unreachable' } as const;
    const ask = (after: string | null) =>
      after === null ? list(3)(after) : Promise.resolve({ data: null, fault });
    expect(await readPages({ ask, maxPages: 9 })).toEqual({ data: null, fault });
  });
});
