import type { RenewalQuery } from '../../../client/generated/graphql.js';
import { Notice } from '../../shared/ui/notice.js';
import { useTimeFormat } from '../format.js';
import { findAttentionReason } from '../model/attention.js';
import { useConsoleText } from '../texts.js';

interface WhatToDoProps {
  readonly renewal: NonNullable<RenewalQuery['renewal']>;
}

/** What it means, what becomes of the customer's money, and whether a person has to do something. */
export function WhatToDo({ renewal }: WhatToDoProps) {
  const text = useConsoleText();
  const time = useTimeFormat();
  const { status, pendingReason, nextCheckAt, failure, needsAttention, events } = renewal;
  const reason = findAttentionReason(events);
  return (
    <>
      {needsAttention && (
        <Notice tone="bad" title={text(`attention.${reason}`)}>
          <p>{text(`attention.${reason}.do`)}</p>
          <p className="muted">
            {text('attention.more')} <code>docs/alerts.md</code>
          </p>
        </Notice>
      )}
      <section className={`card meaning meaning-${status.toLowerCase()}`}>
        <h2>{text(`advice.${renewal.advice}`)}</h2>
        <p>{text(pendingReason ? `meaning.${pendingReason}` : `meaning.${status}`)}</p>
        {failure && (
          <p>
            <strong>{text(`failure.${failure.code}`)}</strong> <q lang="en">{failure.message}</q>
          </p>
        )}
        {nextCheckAt && (
          <p className="muted">{text('next.at', { time: time.short(Date.parse(nextCheckAt)) })}</p>
        )}
      </section>
    </>
  );
}
