import { type ReactNode, useId } from 'react';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Loading } from '../../shared/ui/loading.js';
import { useConsole } from '../console-context.js';
import { MOST_OPEN, readOpenWork } from '../live/read-renewals.js';
import { useKeptPlace } from '../live/use-kept-place.js';
import { useLoaded } from '../live/use-loaded.js';
import { writeCsv } from '../model/csv.js';
import { kathmanduDay } from '../model/kathmandu-day.js';
import type { OpenWork } from '../model/open-work.js';
import { RENEWAL_COLUMNS } from '../model/renewal-columns.js';
import { DownloadButton } from '../parts/download-button.js';
import { RowTable } from '../parts/row-table.js';
import { ScreenFault } from '../parts/screen-fault.js';
import { ScreenHead } from '../parts/screen-head.js';
import { useWorkColumns } from '../parts/work-columns.js';
import { WorkTiles } from '../parts/work-tiles.js';
import { NO_FILTER, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';

/** Beyond this many, a reading is large enough to be made once a minute only. */
const MANY = 200;

/** What is not over: what needs a person first, then what the provider has yet to decide. */
export function OpenScreen() {
  const text = useConsoleText();
  const { gateway } = useConsole();
  const work = useLoaded({
    key: 'open',
    load: () => readOpenWork(gateway),
    roundsBetween: ({ flagged, pending }) => (flagged.length + pending.length > MANY ? 4 : 1),
  });
  useKeptPlace('open', work.data !== null);
  const columns = useWorkColumns();
  const rows = work.data === null ? [] : [...work.data.flagged, ...work.data.pending];
  return (
    <>
      <ScreenHead title={text('open.title')} reading={work}>
        <DownloadButton
          fileName={`open-${kathmanduDay(Date.now())}.csv`}
          isEmpty={rows.length === 0}
          write={() => writeCsv(RENEWAL_COLUMNS, rows)}
        />
      </ScreenHead>
      <WorkTiles work={work.data} />
      <ScreenFault fault={work.fault} isStale={work.data !== null} />
      {work.data === null && work.fault === null && <Loading />}
      {work.data?.isCutOff && <CutOffNote work={work.data} />}
      {work.data !== null && (
        <>
          <Section
            title={text('open.flagged')}
            count={work.data.flagged.length}
            empty={text('open.noneFlagged')}
          >
            <RowTable kind="work" caption={text('open.flagged')} columns={columns} rows={work.data.flagged} />
          </Section>
          <Section
            title={text('open.pending')}
            count={work.data.pending.length}
            empty={text('open.nonePending')}
          >
            <RowTable kind="work" caption={text('open.pending')} columns={columns} rows={work.data.pending} />
          </Section>
        </>
      )}
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly count: number;
  readonly empty: string;
  readonly children: ReactNode;
}

function Section({ title, count, empty, children }: SectionProps) {
  const format = useFormat();
  const id = useId();
  return (
    <section className="work" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="count">{format.count(count)}</span>
      </h2>
      {count === 0 ? <p className="empty">{empty}</p> : children}
    </section>
  );
}

/** The list comes newest first, so what was not read is what has been waiting longest: it must be said where it is. */
function CutOffNote({ work }: { readonly work: OpenWork }) {
  const text = useConsoleText();
  const format = useFormat();
  const times = [...work.flagged, ...work.pending].map(({ createdAt }) => Date.parse(createdAt));
  const oldest = kathmanduDay(Math.min(...times));
  const list = (part: object) =>
    writeRoute({ screen: 'list', filter: { ...NO_FILTER, to: oldest, ...part } });
  return (
    <p className="strip" role="status">
      {text('open.cutOff', { count: format.count(MOST_OPEN) })}{' '}
      <a href={list({ flagged: true })}>{text('open.olderFlagged')}</a>{' '}
      <a href={list({ statuses: ['PENDING'] })}>{text('open.olderPending')}</a>
    </p>
  );
}
