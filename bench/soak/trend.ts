export interface Trend {
  readonly mean: number;
  /** By the line of least squares, over the whole span. */
  readonly growth: number;
  /** Of the growth: 95 in 100 lie within it on either side, were the readings scattered about the line by chance. */
  readonly error: number;
  readonly isFlat: boolean;
}

/** What may come about by chance or by a cache that fills up, as a share of the mean. */
const TOLERATED_SHARE = 0.05;
const ERRORS_OF_95_PERCENT = 1.96;

/** Fits a line to readings taken at even intervals. Not flat: it grows by more than is tolerated, beyond what chance explains. */
export function findTrend(readings: readonly number[]): Trend {
  const count = readings.length;
  if (count < 3) throw new Error('a trend needs three readings or more');
  const mean = readings.reduce((total, reading) => total + reading, 0) / count;
  const middle = (count - 1) / 2;
  const spread = readings.reduce((total, _, index) => total + (index - middle) ** 2, 0);
  const slope =
    readings.reduce((total, reading, index) => total + (index - middle) * (reading - mean), 0) / spread;
  const residual = readings.reduce(
    (total, reading, index) => total + (reading - mean - slope * (index - middle)) ** 2,
    0,
  );
  const growth = slope * (count - 1);
  const error = ERRORS_OF_95_PERCENT * Math.sqrt(residual / (count - 2) / spread) * (count - 1);
  return { mean, growth, error, isFlat: growth - error <= mean * TOLERATED_SHARE };
}
