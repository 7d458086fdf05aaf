/** One thing measured, many times, on one machine, in one run. */
export interface Measurement {
  readonly what: string;
  readonly unit: 'ms' | 'MiB' | 'images/s' | 'MP/s' | 'times as fast';
  readonly samples: readonly number[];
  /** Highest resident size of the process measured, in MiB; null where it cannot be read. */
  readonly peakMemoryMiB: number | null;
  /** What a reader must know to weigh the figure: the file, the provider, the peer that is absent. */
  readonly remarks: readonly string[];
}

/** The value at a fraction of the sorted samples, interpolated between neighbours (type 7 of Hyndman and Fan). */
export function quantile(samples: readonly number[], fraction: number): number {
  if (samples.length === 0) throw new RangeError('A quantile needs at least one sample.');
  const sorted = [...samples].sort((a, b) => a - b);
  const position = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return below + (above - below) * (position - Math.floor(position));
}

/** A measurement as plain numbers; for rates the 95th percentile is the slow end, so the 5th of the samples. */
export function summarise(measurement: Measurement) {
  const slow = measurement.unit === 'ms' || measurement.unit === 'MiB' ? 0.95 : 0.05;
  return {
    what: measurement.what,
    unit: measurement.unit,
    runs: measurement.samples.length,
    median: round(quantile(measurement.samples, 0.5)),
    p95: round(quantile(measurement.samples, slow)),
    peakMemoryMiB: measurement.peakMemoryMiB === null ? null : Math.round(measurement.peakMemoryMiB),
    remarks: measurement.remarks,
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
