import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { KeptScroll } from '../live/kept-scroll.js';
import { useKeptFocus } from '../live/use-kept-focus.js';
import { RowChunk } from './row-chunk.js';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly read: (row: Row) => ReactNode;
}

interface RowTableProps<Row> {
  readonly caption: string;
  /** What the columns are as wide as. */
  readonly kind: 'work' | 'list';
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const CHUNK = 40;
/** Until the first rows are there to be measured. */
const GUESSED_ROW_PX = 56;

/** A table of any length, of which only what is near the screen is really there; a list of cards where it is narrow. */
export function RowTable<Row extends { readonly id: string; readonly needsAttention: boolean }>({
  caption,
  kind,
  columns,
  rows,
}: RowTableProps<Row>) {
  const table = useRef<HTMLTableElement>(null);
  useKeptFocus(table);
  const [rowPx, setRowPx] = useState(GUESSED_ROW_PX);
  useLayoutEffect(() => {
    const first = table.current?.tBodies[0];
    if (first) setRowPx(first.getBoundingClientRect().height / first.rows.length);
  }, []);
  return (
    <KeptScroll>
      <table className={`rows rows-${kind}`} ref={table} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col" className={`cell-${key}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {splitIntoChunks(rows).map((chunk, index) => (
          <RowChunk
            // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is a place in the table; rows move through it.
            key={index}
            count={chunk.length}
            columnCount={columns.length}
            startsShown={index < 2}
            rowPx={rowPx}
          >
            {() =>
              chunk.map((row, place) => (
                <tr
                  key={row.id}
                  className={row.needsAttention ? 'row row-flagged' : 'row'}
                  aria-rowindex={index * CHUNK + place + 2}
                >
                  {columns.map(({ key, title, read }) => (
                    <td key={key} className={`cell-${key}`} data-title={title}>
                      {read(row)}
                    </td>
                  ))}
                </tr>
              ))
            }
          </RowChunk>
        ))}
      </table>
    </KeptScroll>
  );
}

function splitIntoChunks<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_none, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
