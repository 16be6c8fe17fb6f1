import { useFormat } from '../../shared/i18n/i18n.js';
import { Button } from '../../shared/ui/button.js';
import { useTimeFormat } from '../format.js';
import { useScan } from '../live/use-scan.js';
import { useConsoleText } from '../texts.js';
import { Findings, Found } from './findings.js';
import { ScreenFault } from './screen-fault.js';

/** The API has no index of references and keys, so the newest renewals are read and looked through, a thousand at a time. */
export function FindByPart({ part }: { readonly part: string }) {
  const text = useConsoleText();
  const format = useFormat();
  const time = useTimeFormat();
  const { scan, fault, isBusy, goOn } = useScan(part);
  const { found, count, next, downTo } = scan;
  return (
    <Findings title={text('find.byPart')} isLoading={false}>
      <p className="muted" role="status">
        {isBusy ? text('find.looking', { count: format.count(count) }) : null}
        {!isBusy &&
          next === null &&
          fault === null &&
          text('find.lookedAtAll', { count: format.count(count) })}
        {!isBusy &&
          next !== null &&
          downTo !== null &&
          text('find.lookedAt', { count: format.count(count), time: time.short(Date.parse(downTo)) })}
      </p>
      <ScreenFault fault={fault} onRetry={goOn} isStale={count > 0} />
      {(found.length > 0 || !isBusy) && fault === null && (
        <Found rows={found} caption={text('find.byPart')} />
      )}
      {next !== null && !isBusy && (
        <div className="actions">
          <Button onClick={goOn}>{text('find.goOn')}</Button>
        </div>
      )}
    </Findings>
  );
}
