import { useFormat } from '../../shared/i18n/i18n.js';
import { useTimeFormat } from '../format.js';
import { useNow } from '../live/use-now.js';
import { type UpstreamHealth } from '../model/upstream-health.js';
import { useConsoleText } from '../texts.js';

/** The service at a glance. */
export function ServiceTiles({ health }: { readonly health: UpstreamHealth }) {
  const text = useConsoleText();
  const format = useFormat();
  const time = useTimeFormat();
  const nowMs = useNow();
  const { breaker, underWay, open, flagged, oldestOpenS, startedAtMs, isLedgerUp } = health;
  return (
    <dl className="tiles">
      <div className={breaker === 'closed' ? 'tile tile-good' : 'tile tile-bad'}>
        <dt>{text('service.breaker')}</dt>
        <dd>{breaker === null ? '–' : text(`breaker.${breaker}`)}</dd>
      </div>
      <div className={isLedgerUp === false ? 'tile tile-bad' : 'tile tile-good'}>
        <dt>{text('service.ledger')}</dt>
        <dd>{isLedgerUp === null ? '–' : text(isLedgerUp ? 'ledger.up' : 'ledger.down')}</dd>
      </div>
      <div className="tile">
        <dt>{text('service.underWay')}</dt>
        <dd className="number">
          {underWay === null ? '–' : format.count(underWay.reads + underWay.commits)}
        </dd>
        <dd className="tile-note">
          {underWay !== null &&
            text('service.underWay.note', {
              reads: format.count(underWay.reads),
              commits: format.count(underWay.commits),
            })}
        </dd>
      </div>
      <div className="tile">
        <dt>{text('tile.open')}</dt>
        <dd className="number">{open === null ? '–' : format.count(open)}</dd>
        <dd className="tile-note">
          {open !== null &&
            open > 0 &&
            oldestOpenS !== null &&
            text('tile.oldest', { age: time.span(oldestOpenS * 1000) })}
        </dd>
      </div>
      <div className={flagged !== null && flagged > 0 ? 'tile tile-bad' : 'tile'}>
        <dt>{text('tile.flagged')}</dt>
        <dd className="number">{flagged === null ? '–' : format.count(flagged)}</dd>
      </div>
      <div className="tile">
        <dt>{text('service.uptime')}</dt>
        <dd className="number">{startedAtMs === null ? '–' : time.span(nowMs - startedAtMs)}</dd>
        <dd className="tile-note">{text('service.oneReplica')}</dd>
      </div>
    </dl>
  );
}
