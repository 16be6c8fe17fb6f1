import { RenewalDocument, type RenewalQuery } from '../../../client/generated/graphql.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Loading } from '../../shared/ui/loading.js';
import { useConsole } from '../console-context.js';
import { useKeptPlace } from '../live/use-kept-place.js';
import { useLoaded } from '../live/use-loaded.js';
import { CheckNow } from '../parts/check-now.js';
import { RenewalFacts } from '../parts/renewal-facts.js';
import { ScreenFault } from '../parts/screen-fault.js';
import { ScreenHead } from '../parts/screen-head.js';
import { FlagBadge, StateBadge } from '../parts/state-badge.js';
import { Trail } from '../parts/trail.js';
import { WhatToDo } from '../parts/what-to-do.js';
import { useConsoleText } from '../texts.js';

export type RenewalWithTrail = NonNullable<RenewalQuery['renewal']>;

/** What is settled changes seldom. */
const ROUNDS_SETTLED = 4;

/** Everything that is known of one renewal. */
export function RenewalScreen({ id }: { readonly id: string }) {
  const text = useConsoleText();
  const format = useFormat();
  const { gateway } = useConsole();
  const read = useLoaded({
    key: `renewal ${id}`,
    load: () => gateway.ask(RenewalDocument, { id }),
    roundsBetween: ({ renewal }) => (renewal?.status === 'PENDING' ? 1 : ROUNDS_SETTLED),
  });
  useKeptPlace(`renewal ${id}`, read.data !== null || read.fault !== null);
  const renewal = read.data?.renewal ?? null;
  return (
    <>
      <ScreenHead
        title={renewal?.username ?? text('renewal.title')}
        reading={read}
        aside={
          renewal && (
            <span className="badges">
              <StateBadge status={renewal.status} pendingReason={renewal.pendingReason} />
              {renewal.needsAttention && <FlagBadge />}
            </span>
          )
        }
      />
      <ScreenFault fault={read.fault} isStale={read.data !== null} />
      {read.data === null && read.fault === null && <Loading />}
      {read.data !== null && renewal === null && <p className="empty">{text('renewal.none')}</p>}
      {renewal !== null && (
        <>
          <p className="lead">
            <span className="lead-amount number">{format.money(renewal.amount)}</span>
            <span>
              {renewal.isp.name} · {renewal.planTitle} · {renewal.durationTitle}
            </span>
          </p>
          <div className="renewal">
            <div className="renewal-now">
              <WhatToDo renewal={renewal} />
              <CheckNow renewal={renewal} onRead={(data) => read.update(() => data)} />
              <Trail events={renewal.events} />
            </div>
            <RenewalFacts renewal={renewal} />
          </div>
        </>
      )}
    </>
  );
}
