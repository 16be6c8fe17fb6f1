import type { ReactNode } from 'react';
import { useConsoleText } from '../texts.js';
import type { BarPart } from './stacked-bars.js';

interface ChartProps {
  readonly title: string;
  readonly note?: string;
  readonly legend?: readonly { readonly tone: BarPart['tone']; readonly label: string }[];
  /** The same figures in words: the first line has the titles. */
  readonly table: readonly (readonly string[])[];
  readonly children: ReactNode;
}

/** A picture of some figures, with the figures. */
export function Chart({ title, note, legend = [], table, children }: ChartProps) {
  const text = useConsoleText();
  const [titles = [], ...lines] = table;
  return (
    <section className="card chart">
      <h2>{title}</h2>
      {note !== undefined && <p className="muted">{note}</p>}
      {legend.length > 0 && (
        <ul className="legend" aria-hidden="true">
          {legend.map(({ tone, label }) => (
            <li key={label}>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect className={`fill-${tone}`} width="10" height="10" rx="2" />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      )}
      {children}
      <details>
        <summary>{text('chart.asTable')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section className="scroller" tabIndex={0} aria-label={title}>
          <table className="figures">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                {titles.map((each) => (
                  <th key={each} scope="col">
                    {each}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(([first, ...rest]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {rest.map((cell, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
                    <td key={index} className="number">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}
