import { useFormat } from '../../shared/i18n/i18n.js';
import type { DaySums } from '../model/day-sums.js';
import { fromPaisa } from '../model/paisa.js';
import { useConsoleText } from '../texts.js';
import { Chart } from './chart.js';
import { ColumnChart } from './column-chart.js';
import { type BarPart, StackedBars } from './stacked-bars.js';

const OUTCOME_TONES = { SUCCEEDED: 'good', PENDING: 'warn', FAILED: 'bad', REFUNDED: 'info' } as const;

export function DayCharts({ sums }: { readonly sums: DaySums }) {
  const text = useConsoleText();
  const format = useFormat();
  const money = (paisa: bigint) => format.money({ amount: fromPaisa(paisa) });
  const hour = (each: number) => `${format.count(each)}:${format.count(0)}${format.count(0)}`;
  const legend: { tone: BarPart['tone']; label: string }[] = [
    { tone: 'good', label: text('money.deducted') },
    { tone: 'warn', label: text('money.held') },
    { tone: 'quiet', label: text('money.givenBack') },
  ];
  return (
    <div className="charts">
      <Chart
        title={text('day.byOutcome')}
        table={[
          [text('column.state'), text('count'), text('money.ordered')],
          ...sums.byOutcome.map(({ status, count, ordered }) => [
            text(`status.${status}`),
            format.count(count),
            money(ordered),
          ]),
        ]}
      >
        <StackedBars
          bars={sums.byOutcome.map(({ status, count, ordered }) => ({
            key: status,
            label: `${text(`status.${status}`)} (${format.count(count)})`,
            value: money(ordered),
            parts: [{ tone: OUTCOME_TONES[status], size: Number(ordered) }],
          }))}
        />
      </Chart>
      <Chart
        title={text('day.byHour')}
        table={[
          [text('hour'), text('count')],
          ...sums.byHour.flatMap((count, each) => (count > 0 ? [[hour(each), format.count(count)]] : [])),
        ]}
      >
        <ColumnChart
          peak={format.count(Math.max(...sums.byHour))}
          marks={[hour(0), hour(6), hour(12), hour(18), hour(24)]}
          columns={sums.byHour.map((count, each) => ({
            key: String(each),
            parts: [{ tone: 'info' as const, size: count }],
          }))}
        />
      </Chart>
      <Chart
        title={text('day.byIsp')}
        legend={legend}
        table={[
          [text('filter.isp'), text('count'), ...legend.map(({ label }) => label), text('money.ordered')],
          ...[...sums.byIsp, { ...sums.total, name: text('total') }].map((each) => [
            each.name,
            format.count(each.count),
            money(each.deducted),
            money(each.held),
            money(each.givenBack),
            money(each.ordered),
          ]),
        ]}
      >
        <StackedBars
          bars={sums.byIsp.map(({ slug, name, count, ordered, deducted, held, givenBack }) => ({
            key: slug,
            label: `${name} (${format.count(count)})`,
            value: money(ordered),
            parts: [
              { tone: 'good', size: Number(deducted) },
              { tone: 'warn', size: Number(held) },
              { tone: 'quiet', size: Number(givenBack) },
            ],
          }))}
        />
      </Chart>
    </div>
  );
}
