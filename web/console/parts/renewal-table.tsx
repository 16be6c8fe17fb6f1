import type { RenewalFactsFragment } from '../../../client/generated/graphql.js';
import { useConsoleText } from '../texts.js';
import { AmountCell, InstantCell, PlanCell, StateCell, SubscriberCell } from './renewal-cells.js';
import { RowTable } from './row-table.js';

interface RenewalTableProps {
  readonly caption: string;
  readonly rows: readonly RenewalFactsFragment[];
}

/** Renewals with what an accountant asks for first. */
export function RenewalTable({ caption, rows }: RenewalTableProps) {
  const text = useConsoleText();
  return (
    <RowTable
      caption={caption}
      kind="list"
      rows={rows}
      columns={[
        {
          key: 'age',
          title: text('column.ordered'),
          read: ({ createdAt }) => <InstantCell at={createdAt} />,
        },
        { key: 'state', title: text('column.state'), read: (renewal) => <StateCell renewal={renewal} /> },
        { key: 'who', title: text('column.who'), read: (renewal) => <SubscriberCell renewal={renewal} /> },
        { key: 'plan', title: text('column.plan'), read: (renewal) => <PlanCell renewal={renewal} /> },
        { key: 'amount', title: text('column.amount'), read: (renewal) => <AmountCell renewal={renewal} /> },
        { key: 'advice', title: text('column.advice'), read: ({ advice }) => text(`advice.${advice}`) },
        {
          key: 'next',
          title: text('column.settled'),
          read: ({ settledAt }) => <InstantCell at={settledAt} />,
        },
      ]}
    />
  );
}
