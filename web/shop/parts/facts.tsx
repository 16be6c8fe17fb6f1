import type { ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** One long word, which needs the whole width. */
  readonly isLong?: boolean;
}

/** Names and values, one row each; a long value is cut to a few lines. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, value, isLong = false }) => (
        <div key={name} className={isLong ? 'fact-long' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A text from outside, of any length. */
export function Clamped({ children }: { readonly children: string }) {
  return <span className="clamped">{children}</span>;
}
