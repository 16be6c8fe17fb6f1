/** Reads RFC 4180 strictly, as another program would: records of cells, every record ended by CRLF. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let cells: string[] = [];
  const cellPattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cellPattern.lastIndex < text.length) {
    const at = cellPattern.lastIndex;
    const match = cellPattern.exec(text);
    if (match === null) throw new Error(`not CSV at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [, quoted, bare = '', end] = match;
    cells.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === ',') continue;
    records.push(cells);
    cells = [];
  }
  if (cells.length > 0) throw new Error('the last record has no end');
  return records;
}

/** The records below the header line, by its names. */
export function readTable(text: string): Record<string, string>[] {
  const [names = [], ...records] = parseCsv(text);
  return records.map((cells) => {
    if (cells.length !== names.length)
      throw new Error(`a record of ${cells.length} cells under ${names.length} names`);
    return Object.fromEntries(names.map((name, n) => [name, cells[n] ?? '']));
  });
}
