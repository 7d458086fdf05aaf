import { shapeTraits, type Annotation } from './annotation.ts';
import type { Measurement, Quantity } from './measure.ts';
import { knowledgeWords } from './ruler.ts';
import type { RegionStatistics } from './statistics.ts';

/** `34.2 mm at detector`, `120 px`, `41.3°`, `1834 HU`: the number, its unit, and how it is known. */
export function quantityText({ value, unit, known }: Quantity): string {
  const number = unit.startsWith('mm') || unit.startsWith('px') ? formatNumber(value) : formatValue(value);
  if (unit === '°') return `${value.toFixed(1)}°`;
  return [number, unit, known === null ? '' : knowledgeWords[known]].filter((word) => word !== '').join(' ');
}

/** One decimal below a thousand, which is finer than a hand can draw, and none above. */
export function formatNumber(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}

/** A modality value: as `formatNumber`, but three digits of a small one, since some films hold fractions only. */
export function formatValue(value: number): string {
  return Math.abs(value) < 10 ? String(Number(value.toPrecision(3))) : formatNumber(value);
}

/** What stands beside an annotation on the film; empty where it says nothing. */
export function labelLines(annotation: Annotation, measurement: Measurement): readonly string[] {
  const lines = [...annotation.text.split('\n'), ...quantityLines(measurement)];
  return lines.filter((line) => line.trim() !== '');
}

/** The first quantity, and of a region what its pixels are. */
function quantityLines({ quantities: [first], statistics }: Measurement): readonly string[] {
  const lines = first ? [quantityText(first)] : [];
  if (!statistics) return lines;
  const { mean, standardDeviation, least, greatest } = statistics;
  return [
    ...lines,
    `mean ${formatValue(mean)}  SD ${formatValue(standardDeviation)}`,
    `min ${formatValue(least)}  max ${formatValue(greatest)}`,
  ];
}

/** Name and text of every number, for the list and the clipboard. */
export function measurementRows(measurement: Measurement): readonly (readonly [string, string])[] {
  const rows = measurement.quantities.map((one) => [one.name, quantityText(one)] as const);
  return measurement.statistics ? [...rows, ...statisticsRows(measurement.statistics)] : rows;
}

function statisticsRows(statistics: RegionStatistics): readonly (readonly [string, string])[] {
  const { count, mean, standardDeviation, least, greatest } = statistics;
  return [
    ['Mean', formatValue(mean)],
    ['SD', formatValue(standardDeviation)],
    ['Min', formatValue(least)],
    ['Max', formatValue(greatest)],
    ['Pixels', String(count)],
  ];
}

/** `Ellipse: Area 412 mm² at detector; Mean 1834; …`, with what was written beside it. */
export function measurementLine(annotation: Annotation, measurement: Measurement): string {
  const rows = measurementRows(measurement).map(([name, text]) => `${name} ${text}`);
  const words = [annotation.text, ...rows].filter((word) => word !== '');
  const name = shapeTraits[annotation.shape].words;
  return words.length === 0 ? name : `${name}: ${words.join('; ')}`;
}
