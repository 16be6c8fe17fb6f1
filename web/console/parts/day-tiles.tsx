import { useFormat } from '../../shared/i18n/i18n.js';
import { type DaySums } from '../model/day-sums.js';
import { fromPaisa } from '../model/paisa.js';
import { useConsoleText } from '../texts.js';
import { CreditFigures } from './credit-figures.js';

/** Where the money of the day stands; the first three make up the fourth. */
export function DayTiles({ sums: { total, flagged } }: { readonly sums: DaySums }) {
  const text = useConsoleText();
  const format = useFormat();
  const money = (paisa: bigint) => format.money({ amount: fromPaisa(paisa) });
  return (
    <dl className="tiles">
      <div className="tile tile-good">
        <dt>{text('money.deducted')}</dt>
        <dd className="number">{money(total.deducted)}</dd>
        <dd className="tile-note">{text('day.deducted.note')}</dd>
      </div>
      <div className={total.held > 0n ? 'tile tile-warn' : 'tile'}>
        <dt>{text('money.held')}</dt>
        <dd className="number">{money(total.held)}</dd>
        <dd className="tile-note">{text('day.held.note')}</dd>
      </div>
      <div className="tile">
        <dt>{text('money.givenBack')}</dt>
        <dd className="number">{money(total.givenBack)}</dd>
        <dd className="tile-note">{text('day.givenBack.note')}</dd>
      </div>
      <div className="tile">
        <dt>{text('money.ordered')}</dt>
        <dd className="number">{money(total.ordered)}</dd>
        <dd className="tile-note">
          {text('day.orders', { count: format.count(total.count) })}
          {flagged > 0 && ` · ${text('day.flagged', { count: format.count(flagged) })}`}
        </dd>
      </div>
      <CreditFigures />
    </dl>
  );
}
