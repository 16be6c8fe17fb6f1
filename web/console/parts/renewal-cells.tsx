import type { RenewalFactsFragment } from '../../../client/generated/graphql.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { useTimeFormat } from '../format.js';
import { fromPaisa, sumRefunds } from '../model/paisa.js';
import { writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';
import { FlagBadge, StateBadge } from './state-badge.js';

interface CellProps {
  readonly renewal: RenewalFactsFragment;
}

/** Who it is for; leads to the whole of it. */
export function SubscriberCell({ renewal }: CellProps) {
  return (
    <>
      <a className="row-link" data-row={renewal.id} href={writeRoute({ screen: 'renewal', id: renewal.id })}>
        {renewal.username}
      </a>
      <span className="second-line">{renewal.isp.name}</span>
    </>
  );
}

interface StateCellProps extends CellProps {
  /** Where everything is flagged, the flag says nothing. */
  readonly showsFlag?: boolean;
}

export function StateCell({ renewal, showsFlag = true }: StateCellProps) {
  return (
    <span className="badges">
      <StateBadge status={renewal.status} pendingReason={renewal.pendingReason} />
      {showsFlag && renewal.needsAttention && <FlagBadge />}
    </span>
  );
}

export function PlanCell({ renewal }: CellProps) {
  return (
    <>
      <span className="first-line">{renewal.planTitle}</span>
      <span className="second-line">{renewal.durationTitle}</span>
    </>
  );
}

export function AmountCell({ renewal }: CellProps) {
  const format = useFormat();
  const text = useConsoleText();
  const refunded = sumRefunds(renewal.refunds);
  // A failed order's money goes back whole; that the provider lists it as a refund says no more.
  const isPart = renewal.status === 'SUCCEEDED' && refunded > 0n;
  return (
    <>
      <span className="number">{format.money(renewal.amount)}</span>
      {isPart && (
        <span className="second-line">
          {text('amount.refunded', { amount: format.money({ amount: fromPaisa(refunded) }) })}
        </span>
      )}
    </>
  );
}

export function InstantCell({ at }: { readonly at: string | null | undefined }) {
  const time = useTimeFormat();
  if (!at) return <span aria-hidden="true">–</span>;
  return <time dateTime={at}>{time.short(Date.parse(at))}</time>;
}
