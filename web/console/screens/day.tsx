import { useState } from 'react';
import { useFormat } from '../../shared/i18n/i18n.js';
import { Loading } from '../../shared/ui/loading.js';
import { useConsole } from '../console-context.js';
import { MOST_OF_A_DAY, readDay } from '../live/read-renewals.js';
import { useKeptPlace } from '../live/use-kept-place.js';
import { useLoaded } from '../live/use-loaded.js';
import { useNow } from '../live/use-now.js';
import { writeCsv } from '../model/csv.js';
import { type DaySums, type IspSums, sumDay } from '../model/day-sums.js';
import { kathmanduDay } from '../model/kathmandu-day.js';
import { fromPaisa } from '../model/paisa.js';
import { DayCharts } from '../parts/day-charts.js';
import { DayChoice } from '../parts/day-choice.js';
import { DayTiles } from '../parts/day-tiles.js';
import { DownloadButton } from '../parts/download-button.js';
import { ScreenFault } from '../parts/screen-fault.js';
import { ScreenHead } from '../parts/screen-head.js';
import { NO_FILTER, writeRoute } from '../route.js';
import { useConsoleText } from '../texts.js';

/** A long day is read again only when somebody asks for it. */
const MANY = 500;

interface Day {
  readonly sums: DaySums;
  readonly isCutOff: boolean;
}

/** The money of one day in Nepal: what was ordered then, and where that stands now. */
export function DayScreen({ day: named }: { readonly day: string | null }) {
  const text = useConsoleText();
  const format = useFormat();
  const { gateway } = useConsole();
  const today = kathmanduDay(useNow(60_000));
  const day = named ?? today;
  const [count, setCount] = useState(0);
  const read = useLoaded<Day>({
    key: `day ${day}`,
    async load() {
      const { data, fault } = await readDay(gateway, { day, onProgress: setCount });
      if (fault !== null) return { data: null, fault };
      return { data: { sums: sumDay(data.nodes), isCutOff: data.next !== null }, fault: null };
    },
    roundsBetween: ({ sums }) => (day !== today || sums.total.count > MANY ? 0 : 4),
  });
  useKeptPlace('day', read.data !== null || read.fault !== null);
  const sums = read.data?.sums;
  return (
    <>
      <ScreenHead title={text('day.title')} reading={read}>
        <DownloadButton
          fileName={`day-${day}.csv`}
          isEmpty={sums === undefined || sums.byIsp.length === 0}
          write={() => writeCsv(ISP_COLUMNS, sums?.byIsp ?? [])}
        />
      </ScreenHead>
      <DayChoice day={day} today={today} />
      <ScreenFault fault={read.fault} isStale={sums !== undefined} />
      {sums === undefined && read.fault === null && (
        <Loading>{text('day.reading', { count: format.count(count) })}</Loading>
      )}
      {read.data?.isCutOff && (
        <p className="strip" role="status">
          {text('day.cutOff', { count: format.count(MOST_OF_A_DAY) })}
        </p>
      )}
      {sums !== undefined && (
        <>
          <DayTiles sums={sums} />
          {sums.total.count === 0 ? <p className="empty">{text('day.empty')}</p> : <DayCharts sums={sums} />}
          <p className="muted">
            {text('day.explained')}{' '}
            <a href={writeRoute({ screen: 'list', filter: { ...NO_FILTER, from: day, to: day } })}>
              {text('day.list')}
            </a>
          </p>
        </>
      )}
    </>
  );
}

const ISP_COLUMNS = [
  { name: 'slug', read: ({ slug }: IspSums) => slug },
  { name: 'isp', read: ({ name }: IspSums) => name },
  { name: 'count', read: ({ count }: IspSums) => String(count) },
  { name: 'ordered', read: ({ ordered }: IspSums) => fromPaisa(ordered) },
  { name: 'deducted', read: ({ deducted }: IspSums) => fromPaisa(deducted) },
  { name: 'held', read: ({ held }: IspSums) => fromPaisa(held) },
  { name: 'givenBack', read: ({ givenBack }: IspSums) => fromPaisa(givenBack) },
];
