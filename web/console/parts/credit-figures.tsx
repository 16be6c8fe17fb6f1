import { describeFault } from '../../shared/api/describe-fault.js';
import { useFormat, useSharedText } from '../../shared/i18n/i18n.js';
import { useConsole } from '../console-context.js';
import { useTimeFormat } from '../format.js';
import { useConsoleText } from '../texts.js';

/** The reseller's credit at the provider, or why it is not known. */
export function CreditFigures() {
  const text = useConsoleText();
  const shared = useSharedText();
  const format = useFormat();
  const time = useTimeFormat();
  const { credits, isOperator } = useConsole();
  const { data, fault, readAtMs } = credits;
  const note =
    fault === null
      ? data && text('tile.consumed', { amount: format.decimal(data.credits.consumed) })
      : !isOperator
        ? text('tile.operatorsOnly')
        : shared(describeFault(fault).title);
  return (
    <div className={fault !== null && isOperator ? 'tile tile-wide tile-warn' : 'tile tile-wide'}>
      <dt>{text('tile.credit')}</dt>
      <dd className="number">{data === null ? '–' : format.money({ amount: data.credits.available })}</dd>
      <dd className="tile-note">
        {note}
        {fault !== null && data !== null && readAtMs !== null && (
          <> {text('tile.asOf', { time: time.time(readAtMs) })}</>
        )}
      </dd>
    </div>
  );
}
