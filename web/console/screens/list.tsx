import { useState } from 'react';
import type { RenewalFactsFragment } from '../../../client/generated/graphql.js';
import type { Fault } from '../../shared/api/fault.js';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Button } from '../../shared/ui/button.js';
import { Loading } from '../../shared/ui/loading.js';
import { useConsole } from '../console-context.js';
import { readList, toApiFilter } from '../live/read-renewals.js';
import { useKeptPlace } from '../live/use-kept-place.js';
import { type Loaded, useLoaded } from '../live/use-loaded.js';
import { writeCsv } from '../model/csv.js';
import { kathmanduDay } from '../model/kathmandu-day.js';
import { type LoadedRows, mergeNewest } from '../model/merge-newest.js';
import { RENEWAL_COLUMNS } from '../model/renewal-columns.js';
import { DownloadButton } from '../parts/download-button.js';
import { ListFilterForm } from '../parts/list-filter-form.js';
import { RenewalTable } from '../parts/renewal-table.js';
import { ScreenFault } from '../parts/screen-fault.js';
import { ScreenHead } from '../parts/screen-head.js';
import { type ListFilter, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';

type Rows = LoadedRows<RenewalFactsFragment>;

/** Enough to look through; whoever needs more narrows the list, or exports. */
const MOST_ROWS = 2000;

/** Every renewal, newest first, as far as the filter lets it through. */
export function ListScreen({ filter }: { readonly filter: ListFilter }) {
  const text = useConsoleText();
  const { gateway } = useConsole();
  const apiFilter = toApiFilter(filter);
  const list = useLoaded<Rows>({
    key: writeRoute({ screen: 'list', filter }),
    combine: mergeNewest,
    async load() {
      const { data, fault } = await readList(gateway, { filter: apiFilter });
      return fault === null ? { data: { rows: data.nodes, next: data.next }, fault } : { data: null, fault };
    },
  });
  useKeptPlace('list', list.data !== null || list.fault !== null);
  const rows = list.data?.rows ?? [];
  return (
    <>
      <ScreenHead title={text('list.title')} reading={list}>
        <DownloadButton
          fileName={`renewals-${kathmanduDay(Date.now())}.csv`}
          isEmpty={rows.length === 0}
          write={() => writeCsv(RENEWAL_COLUMNS, rows)}
        />
      </ScreenHead>
      <ListFilterForm filter={filter} />
      <ScreenFault fault={list.fault} isStale={list.data !== null} />
      {list.data === null && list.fault === null && <Loading />}
      {list.data !== null && rows.length === 0 && <p className="empty">{text('list.empty')}</p>}
      {rows.length > 0 && (
        <>
          <RenewalTable caption={text('list.title')} rows={rows} />
          <ListEnd
            list={list}
            readMore={() => readList(gateway, { filter: apiFilter, after: list.data?.next ?? null })}
          />
        </>
      )}
    </>
  );
}

interface ListEndProps {
  readonly list: Loaded<Rows>;
  readonly readMore: () => ReturnType<typeof readList>;
}

function ListEnd({ list, readMore }: ListEndProps) {
  const text = useConsoleText();
  const format = useFormat();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  if (list.data === null) return null;
  const { rows, next } = list.data;
  async function more() {
    setBusy(true);
    const answer = await readMore();
    setBusy(false);
    setFault(answer.fault);
    if (answer.fault !== null) return;
    list.update((shown) => append(shown, { from: next, ...answer.data }));
  }
  return (
    <div className="list-end">
      <p className="muted" role="status">
        {text(next === null ? 'list.all' : 'list.some', { count: format.count(rows.length) })}
        {rows.length > 100 && ` ${text('list.older')}`}
      </p>
      <ScreenFault fault={fault} onRetry={() => void more()} isStale />
      {next !== null && rows.length < MOST_ROWS && (
        <Button isBusy={isBusy} onClick={() => void more()}>
          {text('list.more')}
        </Button>
      )}
      {next !== null && rows.length >= MOST_ROWS && <p>{text('list.most')}</p>}
    </div>
  );
}

/** A page belongs after the one that it was asked after; the list may have begun anew since. */
function append(
  shown: Rows,
  page: { from: string | null; nodes: readonly RenewalFactsFragment[]; next: string | null },
): Rows {
  if (shown.next !== page.from) return shown;
  return { rows: [...shown.rows, ...page.nodes], next: page.next };
}
