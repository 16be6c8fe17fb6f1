import { type Report, relateCpu } from './report.js';

const COLORS: Readonly<Record<string, string>> = {
  service: '#0b6e4f',
  raw: '#9aa0a6',
  apollo: '#7b4fb5',
  mercurius: '#2f7ed8',
  yoga: '#d1495b',
  hive: '#e0a100',
};
const BAR_HEIGHT = 14;
const GROUP_GAP = 16;
const TOP = 40;
const LABEL_WIDTH = 150;
const CHART_WIDTH = 560;
/** Longer bars are cut: one of them would make the others unreadable. */
const MAX_SHOWN_RATIO = 16;
const WIDTH = LABEL_WIDTH + CHART_WIDTH + 90;

interface Bar {
  readonly scenario: string;
  readonly server: string;
  readonly ratio: number;
  readonly y: number;
}

/** Bars of CPU per request relative to `raw`, a group to a scenario, as an SVG that needs nothing else. */
export function drawRatios(report: Report): string {
  const bars: Bar[] = [];
  let y = TOP;
  for (const scenario of report.scenarios) {
    for (const server of scenario.servers) {
      const ratio = relateCpu(scenario, server);
      if (ratio === null) continue;
      bars.push({ scenario: scenario.name, server: server.name, ratio, y });
      y += BAR_HEIGHT + 2;
    }
    if (bars.at(-1)?.scenario === scenario.name) y += GROUP_GAP;
  }
  const scale = CHART_WIDTH / Math.min(MAX_SHOWN_RATIO, Math.max(1, ...bars.map(({ ratio }) => ratio)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    `<text x="12" y="22" font-size="14" fill="#202124">CPU of a request, relative to raw (shorter is better)</text>`,
    ...bars.flatMap((bar, index) =>
      drawBar(bar, { scale, isFirst: bars[index - 1]?.scenario !== bar.scenario }),
    ),
    `<line x1="${LABEL_WIDTH + scale}" y1="${TOP - 6}" x2="${LABEL_WIDTH + scale}" y2="${y - GROUP_GAP}" stroke="#5f6368" stroke-dasharray="3 3"/>`,
    '</svg>',
    '',
  ].join('\n');
}

function drawBar(
  { scenario, server, ratio, y }: Bar,
  { scale, isFirst }: { scale: number; isFirst: boolean },
): string[] {
  const isCut = ratio > MAX_SHOWN_RATIO;
  const width = (Math.min(ratio, MAX_SHOWN_RATIO) * scale).toFixed(1);
  const baseline = y + BAR_HEIGHT - 3;
  return [
    ...(isFirst ? [`<text x="12" y="${baseline}" font-weight="bold" fill="#202124">${scenario}</text>`] : []),
    `<text x="${LABEL_WIDTH - 6}" y="${baseline}" text-anchor="end" fill="#3c4043">${server}</text>`,
    `<rect x="${LABEL_WIDTH}" y="${y}" width="${width}" height="${BAR_HEIGHT}" fill="${COLORS[server] ?? '#5f6368'}"/>`,
    `<text x="${LABEL_WIDTH + Number(width) + 4}" y="${baseline}" fill="#3c4043">${ratio.toFixed(2)}${isCut ? ' (cut)' : ''}</text>`,
  ];
}
