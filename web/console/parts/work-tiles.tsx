import { useFormat } from '../../shared/i18n/i18n.js';
import { useTimeFormat } from '../format.js';
import { useNow } from '../live/use-now.js';
import type { OpenWork } from '../model/open-work.js';
import { fromPaisa, toPaisa } from '../model/paisa.js';
import { useConsoleText } from '../texts.js';
import { CreditFigures } from './credit-figures.js';

/** How much there is to do, what it holds up, and the credit. */
export function WorkTiles({ work }: { readonly work: OpenWork | null }) {
  const text = useConsoleText();
  const format = useFormat();
  const time = useTimeFormat();
  const nowMs = useNow();
  const open =
    work === null ? [] : [...work.flagged.filter(({ status }) => status === 'PENDING'), ...work.pending];
  const held = fromPaisa(open.reduce((sum, { amount }) => sum + toPaisa(amount.amount), 0n));
  const oldestMs = Math.min(nowMs, ...open.map(({ createdAt }) => Date.parse(createdAt)));
  const unknown = '–';
  return (
    <dl className="tiles">
      <div className={work !== null && work.flagged.length > 0 ? 'tile tile-bad' : 'tile'}>
        <dt>{text('tile.flagged')}</dt>
        <dd className="number">{work === null ? unknown : format.count(work.flagged.length)}</dd>
      </div>
      <div className="tile">
        <dt>{text('tile.open')}</dt>
        <dd className="number">{work === null ? unknown : format.count(open.length)}</dd>
        <dd className="tile-note">
          {open.length > 0 && text('tile.oldest', { age: time.span(nowMs - oldestMs) })}
        </dd>
      </div>
      <div className="tile">
        <dt>{text('tile.held')}</dt>
        <dd className="number">{work === null ? unknown : format.money({ amount: held })}</dd>
      </div>
      <CreditFigures />
    </dl>
  );
}
