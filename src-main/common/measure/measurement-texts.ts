import { shapeTraits, type Annotation } from './annotation.ts';
import type { Measurement, Quantity } from './measure.ts';
import { knowledgeText } from './ruler.ts';
import type { RegionStatistics } from './statistics.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** `34.2 mm at detector`, `120 px`, `41.3°`, `1834 HU`: the number, its unit, and how it is known. */
export function quantityText({ value, unit, known }: Quantity, say: Say = sayEnglish): string {
  const number =
    unit.startsWith('mm') || unit.startsWith('px') ? formatNumber(value, say) : formatValue(value, say);
  if (unit === '°') return `${say('{value}', { value: value.toFixed(1) })}°`;
  return [number, unit, known === null ? '' : knowledgeText(known, say)]
    .filter((word) => word !== '')
    .join(' ');
}

/** One decimal below a thousand, which is finer than a hand can draw, and none above. */
export function formatNumber(value: number, say: Say = sayEnglish): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toFixed(1));
  return say('{value}', { value: rounded });
}

/** A modality value: as `formatNumber`, but three digits of a small one, since some films hold fractions only. */
export function formatValue(value: number, say: Say = sayEnglish): string {
  return Math.abs(value) < 10
    ? say('{value}', { value: Number(value.toPrecision(3)) })
    : formatNumber(value, say);
}

/** What stands beside an annotation on the film; empty where it says nothing. */
export function labelLines(
  annotation: Annotation,
  measurement: Measurement,
  say: Say = sayEnglish,
): readonly string[] {
  const lines = [...annotation.text.split('\n'), ...quantityLines(measurement, say)];
  return lines.filter((line) => line.trim() !== '');
}

/** The first quantity, and of a region what its pixels are. */
function quantityLines({ quantities: [first], statistics }: Measurement, say: Say): readonly string[] {
  const lines = first ? [quantityText(first, say)] : [];
  if (!statistics) return lines;
  const { mean, standardDeviation, least, greatest } = statistics;
  return [
    ...lines,
    say('mean {mean}  SD {deviation}', {
      mean: formatValue(mean, say),
      deviation: formatValue(standardDeviation, say),
    }),
    say('min {least}  max {greatest}', {
      least: formatValue(least, say),
      greatest: formatValue(greatest, say),
    }),
  ];
}

/** Name and text of every number, for the list and the clipboard. */
export function measurementRows(
  measurement: Measurement,
  say: Say = sayEnglish,
): readonly (readonly [string, string])[] {
  const rows = measurement.quantities.map((one) => [say(one.name), quantityText(one, say)] as const);
  return measurement.statistics ? [...rows, ...statisticsRows(measurement.statistics, say)] : rows;
}

function statisticsRows(statistics: RegionStatistics, say: Say): readonly (readonly [string, string])[] {
  const { count, mean, standardDeviation, least, greatest } = statistics;
  return [
    [say('Mean'), formatValue(mean, say)],
    [say('SD'), formatValue(standardDeviation, say)],
    [say('Min'), formatValue(least, say)],
    [say('Max'), formatValue(greatest, say)],
    [say('Pixels'), String(count)],
  ];
}

/** `Ellipse: Area 412 mm² at detector; Mean 1834; …`, with what was written beside it. */
export function measurementLine(
  annotation: Annotation,
  measurement: Measurement,
  say: Say = sayEnglish,
): string {
  const rows = measurementRows(measurement, say).map(([name, text]) => `${name} ${text}`);
  const words = [annotation.text, ...rows].filter((word) => word !== '');
  const name = say(shapeTraits[annotation.shape].words);
  return words.length === 0 ? name : `${name}: ${words.join('; ')}`;
}
