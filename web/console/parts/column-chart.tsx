import type { BarPart } from './stacked-bars.js';

export interface ColumnOfChart {
  readonly key: string;
  readonly parts: readonly BarPart[];
}

interface ColumnChartProps {
  readonly columns: readonly ColumnOfChart[];
  /** Below the first column, the middle and the last. */
  readonly marks: readonly string[];
  /** At the top line. */
  readonly peak: string;
}

const WIDTH = 1000;
const HEIGHT = 160;
const LEAST = 3;

/** Columns over time. For the eye only: give a table with the same figures beside it. */
export function ColumnChart({ columns, marks, peak }: ColumnChartProps) {
  const step = WIDTH / Math.max(1, columns.length);
  const largest = Math.max(1, ...columns.map(({ parts }) => parts.reduce((sum, { size }) => sum + size, 0)));
  return (
    <div className="column-chart" aria-hidden="true">
      <span className="column-peak number">{peak}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line className="chart-line" x1="0" x2={WIDTH} y1="0.5" y2="0.5" />
        <line className="chart-line" x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
        {columns.map(({ key, parts }, index) =>
          stack(parts, largest).map(({ tone, y, height }) => (
            <rect
              key={`${key}-${tone}`}
              className={`fill-${tone}`}
              x={index * step + step * 0.15}
              width={step * 0.7}
              y={y}
              height={height}
            />
          )),
        )}
        <line className="chart-base" x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      </svg>
      <div className="column-marks number">
        {marks.map((mark) => (
          <span key={mark}>{mark}</span>
        ))}
      </div>
    </div>
  );
}

function stack(parts: readonly BarPart[], largest: number) {
  let y = HEIGHT;
  return parts
    .filter(({ size }) => size > 0)
    .map(({ tone, size }) => {
      const height = Math.max(LEAST, (size / largest) * HEIGHT);
      y -= height;
      return { tone, y, height };
    });
}
