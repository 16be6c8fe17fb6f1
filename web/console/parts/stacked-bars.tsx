export interface BarPart {
  readonly tone: 'good' | 'warn' | 'bad' | 'info' | 'quiet';
  /** How long it is, among all bars of the chart. */
  readonly size: number;
}

export interface Bar {
  readonly key: string;
  readonly label: string;
  /** Stands behind the bar, in words. */
  readonly value: string;
  readonly parts: readonly BarPart[];
}

const WIDTH = 1000;
const HEIGHT = 24;
const GAP = 3;
/** What is there is seen, however little. */
const LEAST = 8;

/** Bars of parts. For the eye only: give a table with the same figures beside it. */
export function StackedBars({ bars }: { readonly bars: readonly Bar[] }) {
  const largest = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { size }) => sum + size, 0)));
  return (
    <div className="bars" aria-hidden="true">
      {bars.map(({ key, label, value, parts }) => (
        <div key={key} className="bar">
          <span className="bar-label">{label}</span>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            {place(parts, largest).map(({ tone, x, width }) => (
              <rect key={tone} className={`fill-${tone}`} x={x} width={width} height={HEIGHT} />
            ))}
          </svg>
          <span className="bar-value number">{value}</span>
        </div>
      ))}
    </div>
  );
}

function place(parts: readonly BarPart[], largest: number) {
  let x = 0;
  return parts
    .filter(({ size }) => size > 0)
    .map(({ tone, size }) => {
      const width = Math.max(LEAST, (size / largest) * WIDTH - GAP);
      const placed = { tone, x, width };
      x += width + GAP;
      return placed;
    });
}
