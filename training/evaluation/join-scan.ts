import { parse } from 'csv-parse/sync';
import type { Radiograph } from '../dataset/fracatlas.ts';
import type { Scored } from '../metrics/ranking.ts';

/** The films of a scan's table that a data set knows, and the files of the data set it has no number for. */
export interface JoinedScan {
  readonly films: readonly Scored[];
  readonly missing: readonly string[];
}

/** Joins a table written by `osteon scan` with labelled films by the files' base names. */
export function joinScan(csv: string, radiographs: readonly Radiograph[]): JoinedScan {
  const rows = parse<Record<string, string>>(csv, { columns: true, bom: true });
  const probabilities = new Map(rows.map((row) => [baseName(row['path'] ?? ''), row['probability'] ?? '']));
  const found = (file: string): boolean => (probabilities.get(file) ?? '') !== '';
  return {
    films: radiographs
      .filter(({ file }) => found(file))
      .map(({ file, fractured }) => ({ score: Number(probabilities.get(file)), positive: fractured })),
    missing: radiographs.map(({ file }) => file).filter((file) => !found(file)),
  };
}

/** A table may come from another system, so both kinds of separator count. */
function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}
