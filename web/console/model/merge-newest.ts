export interface Row {
  readonly id: string;
  readonly createdAt: string;
}

/** Rows as they are listed, newest first, and where to read on. */
export interface LoadedRows<Each extends Row> {
  readonly rows: readonly Each[];
  readonly next: string | null;
}

/**
 * Puts the newest page, read again, over what was loaded before: what is in its reach is replaced, what is older stays. When the two
 * do not meet, so much is new that the older rows would follow a gap: then they go, and are loaded again on demand.
 */
export function mergeNewest<Each extends Row>(
  loaded: LoadedRows<Each> | null,
  newest: LoadedRows<Each>,
): LoadedRows<Each> {
  const last = newest.rows.at(-1);
  if (loaded === null || newest.next === null || last === undefined) return newest;
  const older = loaded.rows.filter((row) => isOlder(row, last));
  const meets = older.length < loaded.rows.length || loaded.rows.length === 0;
  if (!meets || older.length === 0) return newest;
  return { rows: [...newest.rows, ...older], next: loaded.next };
}

/** The list's own order: by instant, then by id, both falling. */
function isOlder(row: Row, than: Row): boolean {
  const [at, thanAt] = [Date.parse(row.createdAt), Date.parse(than.createdAt)];
  return at < thanAt || (at === thanAt && row.id < than.id);
}
