import { stringify } from 'csv-stringify/sync';
import type { Entry } from '#common/agreement/entry';
import { isPositive } from '#common/agreement/entry';

const columns = [
  ...['number', 'when', 'reader', 'study', 'film', 'body_part', 'manufacturer'],
  ...[
    'model_sha256',
    'model_version',
    'operating_point',
    'threshold',
    'probability',
    'model_positive',
    'label',
  ],
  ...['verdict', 'read_first', 'override', 'id', 'amends', 'previous_sha256'],
] as const;

/**
 * RFC 4180 in UTF-8, an entry a line, those that were amended too. A cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 *
 * @param nameOf what stands for a reader; without it the keyed hash of the log
 */
export function toAgreementCsv(
  entries: readonly Entry[],
  nameOf: (reader: string) => string = (reader) => reader,
): string {
  const rows = entries.map((entry) => cells(entry, nameOf(entry.reader)));
  return stringify([[...columns], ...rows], {
    ...{ record_delimiter: 'windows', quote_record_delimiter: true },
    escape_formulas: true,
  });
}

function cells(entry: Entry, reader: string): readonly (string | number | null)[] {
  const { number, when, study, film, bodyPart, manufacturer, model, operatingPoint } = entry;
  const { probability, label, verdict, readFirst, override, id, amends, previous } = entry;
  return [
    ...[number, when, reader, study, film, bodyPart, manufacturer],
    ...[model.sha256, model.version, operatingPoint.name, operatingPoint.threshold, probability],
    ...[String(isPositive(entry)), label, verdict ?? 'withdrawn', String(readFirst), String(override)],
    ...[id, amends, previous],
  ];
}
