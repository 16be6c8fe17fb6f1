import { type ReactNode } from 'react';
import { type RenewalFactsFragment } from '../../../client/generated/graphql.js';
import { Loading } from '../../shared/ui/loading.js';
import { useConsoleText } from '../texts.js';
import { RenewalTable } from './renewal-table.js';

/** What was found, or that nothing was. */
export function Found({
  rows,
  caption,
}: {
  readonly rows: readonly RenewalFactsFragment[];
  readonly caption: string;
}) {
  const text = useConsoleText();
  return rows.length === 0 ? (
    <p className="empty">{text('find.none')}</p>
  ) : (
    <RenewalTable caption={caption} rows={rows} />
  );
}

interface FindingsProps {
  readonly title: string;
  readonly isLoading: boolean;
  readonly children: ReactNode;
}

/** One way of looking, and what came of it. */
export function Findings({ title, isLoading, children }: FindingsProps) {
  return (
    <section className="work">
      <h2>{title}</h2>
      {isLoading && <Loading />}
      {children}
    </section>
  );
}
