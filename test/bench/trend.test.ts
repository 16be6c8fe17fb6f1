import { findTrend } from '../../bench/soak/trend.js';

/** The same scatter at every run: a whole number of waves, so that it has no slope of its own. */
function scatter(index: number): number {
  return Math.sin((index * Math.PI) / 2) * 3;
}

function readings(describe: (index: number) => number): number[] {
  return Array.from({ length: 40 }, (_, index) => describe(index) + scatter(index));
}

describe('the trend of a soak', () => {
  it('is flat when readings only scatter', () => {
    expect(findTrend(readings(() => 100))).toMatchObject({ isFlat: true });
  });

  it('is flat when they fall', () => {
    expect(findTrend(readings((index) => 100 - index))).toMatchObject({ isFlat: true });
  });

  it('is flat when they grow by less than a twentieth', () => {
    expect(findTrend(readings((index) => 100 + index * 0.1))).toMatchObject({ isFlat: true });
  });

  it('is not flat when a leak stands out from the scatter', () => {
    const trend = findTrend(readings((index) => 100 + index * 0.5));
    expect(trend).toMatchObject({ isFlat: false });
    expect(trend.growth).toBeCloseTo(19.5, 0);
  });
});
