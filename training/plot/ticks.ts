/** Round numbers at even distances (1, 2 or 5 times a power of ten) within a range, about `count` of them. */
export function roundTicks(lowest: number, highest: number, count: number): readonly number[] {
  if (!(highest > lowest)) return [lowest];
  const rough = (highest - lowest) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(lowest / step - 1e-9);
  const last = Math.floor(highest / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(decimals)));
}

/** The smallest range of round numbers, about `count` steps wide, that holds all values. */
export function roundRange(values: readonly number[], count: number): readonly [number, number] {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  if (!(highest > lowest)) return [lowest - 0.5, highest + 0.5];
  const [first = lowest, second = highest] = roundTicks(lowest, highest, count);
  const step = second > first ? second - first : highest - lowest;
  return [Math.floor(lowest / step + 1e-9) * step, Math.ceil(highest / step - 1e-9) * step];
}
