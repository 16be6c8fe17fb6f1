export type Cell = string | { readonly text: string; readonly isNumber: true };

/** A figure of a table, aligned to the right; with its relation to another where there is one. */
export function figure(value: number, options: { digits?: number; relation?: number | null } = {}): Cell {
  const { digits = 0, relation = null } = options;
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return { text: relation === null ? text : `${text} (${relation.toFixed(2)})`, isNumber: true };
}

export function percent(share: number): Cell {
  return { text: `${(share * 100).toFixed(0)} %`, isNumber: true };
}

/** A Markdown table. A column is a number's when its first cell is. */
export function formatTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const marks = heads.map((_, index) => (typeof rows[0]?.[index] === 'object' ? '---:' : '---'));
  const lines = [heads, marks, ...rows.map((row) => row.map(readText))];
  return `${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}\n`;
}

function readText(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}
