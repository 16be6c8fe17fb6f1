import { Loading } from '../../shared/ui/loading.js';
import { Notice } from '../../shared/ui/notice.js';
import { useKeptPlace } from '../live/use-kept-place.js';
import { useLoaded } from '../live/use-loaded.js';
import { type Readiness, readMetrics, readReadiness } from '../live/watch-service.js';
import {
  type CallCounts,
  countCalls,
  countSince,
  readUpstreamHealth,
  type UpstreamHealth,
} from '../model/upstream-health.js';
import { ScreenHead } from '../parts/screen-head.js';
import { ServiceCharts } from '../parts/service-charts.js';
import { ServiceTiles } from '../parts/service-tiles.js';
import { useConsoleText } from '../texts.js';

/** What was read at one moment, and what came since the one before. */
interface Reading {
  readonly atMs: number;
  readonly calls: CallCounts;
  readonly since: CallCounts;
}

interface Watched {
  readonly health: UpstreamHealth;
  readonly readings: readonly Reading[];
}

/** Ten minutes at the page's own pace. */
const MOST_READINGS = 41;

/** How the service and its provider fare, from what they show to whoever watches over them. */
export function ServiceScreen() {
  const text = useConsoleText();
  const readiness = useLoaded({ key: 'readyz', load: readReadiness });
  const watched = useLoaded<Watched>({
    key: 'metrics',
    async load() {
      const samples = await readMetrics();
      if (samples === null) return { data: null, fault: { kind: 'unreachable' } };
      const calls = countCalls(samples);
      const reading = { atMs: Date.now(), calls, since: { answered: 0, refused: 0, unanswered: 0 } };
      return { data: { health: readUpstreamHealth(samples), readings: [reading] }, fault: null };
    },
    combine: addReading,
  });
  useKeptPlace('service', watched.data !== null || watched.fault !== null);
  return (
    <>
      <ScreenHead title={text('service.title')} reading={watched} />
      <State readiness={readiness.data} />
      {watched.data === null && watched.fault === null && <Loading />}
      {watched.fault !== null && <p className="strip">{text('service.noMetrics')}</p>}
      {watched.data && (
        <>
          <ServiceTiles health={watched.data.health} />
          <ServiceCharts health={watched.data.health} readings={watched.data.readings} />
        </>
      )}
    </>
  );
}

function addReading(shown: Watched | null, fresh: Watched): Watched {
  const [reading] = fresh.readings;
  if (reading === undefined) return fresh;
  const before = shown?.readings.at(-1);
  const since = before === undefined ? reading.since : countSince(before.calls, reading.calls);
  const readings = [...(shown?.readings ?? []), { ...reading, since }].slice(-MOST_READINGS);
  return { health: fresh.health, readings };
}

function State({ readiness }: { readonly readiness: Readiness | null }) {
  const text = useConsoleText();
  if (readiness === null) return <p className="strip">{text('service.noReadiness')}</p>;
  const { isReady, faults, remarks } = readiness;
  const tone = !isReady ? 'bad' : remarks.length > 0 ? 'warn' : 'good';
  return (
    <Notice tone={tone} title={text(`service.${tone}`)}>
      {[...faults, ...remarks].map((each) => (
        <p key={each}>
          <q lang="en">{each}</q>
        </p>
      ))}
    </Notice>
  );
}
