import { useTimeFormat } from '../format.js';
import { useNow } from '../live/use-now.js';
import { findAttentionReason } from '../model/attention.js';
import type { OpenRenewal } from '../model/open-work.js';
import { useConsoleText } from '../texts.js';
import { EventWords } from './event-words.js';
import { AmountCell, PlanCell, StateCell, SubscriberCell } from './renewal-cells.js';
import { type Column } from './row-table.js';

/** What an operator wants to know of what is open. */
export function useWorkColumns(): Column<OpenRenewal>[] {
  const text = useConsoleText();
  return [
    { key: 'age', title: text('column.age'), read: (renewal) => <Age since={renewal.createdAt} /> },
    {
      key: 'state',
      title: text('column.state'),
      read: (renewal) => <StateCell renewal={renewal} showsFlag={false} />,
    },
    { key: 'who', title: text('column.who'), read: (renewal) => <SubscriberCell renewal={renewal} /> },
    { key: 'plan', title: text('column.plan'), read: (renewal) => <PlanCell renewal={renewal} /> },
    { key: 'amount', title: text('column.amount'), read: (renewal) => <AmountCell renewal={renewal} /> },
    { key: 'news', title: text('column.news'), read: (renewal) => <News renewal={renewal} /> },
    { key: 'next', title: text('column.next'), read: (renewal) => <NextCheck at={renewal.nextCheckAt} /> },
  ];
}

function Age({ since }: { readonly since: string }) {
  const time = useTimeFormat();
  const nowMs = useNow();
  return (
    <time className="number" dateTime={since} title={time.short(Date.parse(since))}>
      {time.span(nowMs - Date.parse(since))}
    </time>
  );
}

/** Why it is flagged, or else what happened last. */
function News({ renewal }: { readonly renewal: OpenRenewal }) {
  const text = useConsoleText();
  const time = useTimeFormat();
  const last = renewal.events.findLast(({ type }) => type !== 'FLAGGED');
  return (
    <>
      {renewal.needsAttention && (
        <span className="first-line">{text(`attention.${findAttentionReason(renewal.events)}`)}</span>
      )}
      {last !== undefined && (
        <span className={renewal.needsAttention ? 'second-line' : 'first-line'}>
          <EventWords event={last} />{' '}
          <span className="muted news-time">· {time.short(Date.parse(last.at))}</span>
        </span>
      )}
    </>
  );
}

function NextCheck({ at }: { readonly at: string | null | undefined }) {
  const text = useConsoleText();
  const time = useTimeFormat();
  const nowMs = useNow();
  if (!at) return <span className="muted">{text('next.none')}</span>;
  const inMs = Date.parse(at) - nowMs;
  return (
    <time className="number" dateTime={at} title={time.time(Date.parse(at))}>
      {inMs >= 1000 ? text('next.in', { span: time.span(inMs) }) : text('next.due')}
    </time>
  );
}
