import { useFormat } from '../../shared/i18n/i18n.js';
import { useTimeFormat } from '../format.js';
import type { CallCounts, UpstreamHealth } from '../model/upstream-health.js';
import { useConsoleText } from '../texts.js';
import { Chart } from './chart.js';
import { ColumnChart } from './column-chart.js';
import { type BarPart, StackedBars } from './stacked-bars.js';

interface ServiceChartsProps {
  readonly health: UpstreamHealth;
  readonly readings: readonly { readonly atMs: number; readonly since: CallCounts }[];
}

const OPERATIONS = ['details', 'commit', 'lookup', 'bulk_lookup', 'credits'] as const;

/** How the provider answers: by what was asked, by the minute, and why not. */
export function ServiceCharts({ health, readings }: ServiceChartsProps) {
  const text = useConsoleText();
  const format = useFormat();
  const time = useTimeFormat();
  const nameOf = (operation: string) => {
    const known = OPERATIONS.find((each) => each === operation);
    return known === undefined ? operation : text(`operation.${known}`);
  };
  const seconds = (value: number | null) => (value === null ? '–' : time.duration(value));
  const legend: { tone: BarPart['tone']; label: string }[] = [
    { tone: 'good', label: text('calls.answered') },
    { tone: 'quiet', label: text('calls.refused') },
    { tone: 'bad', label: text('calls.unanswered') },
  ];
  const titles = legend.map(({ label }) => label);
  const latest = readings.slice(1);
  return (
    <div className="charts">
      <Chart
        title={text('service.byOperation')}
        note={text('service.sinceStart')}
        legend={legend}
        table={[
          [text('service.operation'), ...titles, text('service.median'), text('service.p95')],
          ...health.operations.map((each) => [
            nameOf(each.operation),
            ...countsOf(each).map((count) => format.count(count)),
            seconds(each.medianS),
            seconds(each.p95S),
          ]),
        ]}
      >
        {health.operations.length === 0 ? (
          <p className="empty">{text('service.noCalls')}</p>
        ) : (
          <StackedBars
            bars={health.operations.map((each) => ({
              key: each.operation,
              label: nameOf(each.operation),
              value: text('service.times', { median: seconds(each.medianS), p95: seconds(each.p95S) }),
              parts: partsOf(each),
            }))}
          />
        )}
      </Chart>
      <Chart
        title={text('service.overTime')}
        note={text('service.whileOpen')}
        legend={legend}
        table={[
          [text('time'), ...titles],
          ...latest.map(({ atMs, since }) => [
            time.time(atMs),
            ...countsOf(since).map((count) => format.count(count)),
          ]),
        ]}
      >
        {latest.length === 0 ? (
          <p className="empty">{text('service.wait')}</p>
        ) : (
          <ColumnChart
            peak={format.count(Math.max(0, ...latest.map(({ since }) => totalOf(since))))}
            marks={[...new Set([latest[0]?.atMs ?? 0, latest.at(-1)?.atMs ?? 0])].map(time.time)}
            columns={latest.map(({ atMs, since }) => ({ key: String(atMs), parts: partsOf(since) }))}
          />
        )}
      </Chart>
      {health.causes.length > 0 && (
        <Chart
          title={text('service.causes')}
          note={text('service.sinceStart')}
          table={[
            [text('service.cause'), text('count')],
            ...health.causes.map(({ operation, cause, count }) => [
              `${nameOf(operation)}: ${cause}`,
              format.count(count),
            ]),
          ]}
        >
          <StackedBars
            bars={health.causes.map(({ operation, cause, count }) => ({
              key: `${operation} ${cause}`,
              label: `${nameOf(operation)}: ${cause}`,
              value: format.count(count),
              parts: [{ tone: 'bad', size: count }],
            }))}
          />
        </Chart>
      )}
      {health.errors.length > 0 && (
        <Chart
          title={text('service.errors')}
          note={text('service.sinceStart')}
          table={[
            [text('service.code'), text('count')],
            ...health.errors.map(({ code, count }) => [code, format.count(count)]),
          ]}
        >
          <StackedBars
            bars={health.errors.map(({ code, count }) => ({
              key: code,
              label: code,
              value: format.count(count),
              parts: [{ tone: 'warn', size: count }],
            }))}
          />
        </Chart>
      )}
    </div>
  );
}

function countsOf({ answered, refused, unanswered }: CallCounts): number[] {
  return [answered, refused, unanswered];
}

function totalOf(counts: CallCounts): number {
  return countsOf(counts).reduce((sum, count) => sum + count, 0);
}

function partsOf({ answered, refused, unanswered }: CallCounts): BarPart[] {
  return [
    { tone: 'good', size: answered },
    { tone: 'quiet', size: refused },
    { tone: 'bad', size: unanswered },
  ];
}
