import type { StudyId } from '#common/browse/study-summary';
import type { FrameOfFile } from '#common/contract/engine';
import { isShape, type Annotation } from '#common/measure/annotation';
import type { Calibration } from '#common/measure/calibration';
import type { MarkChange, Marks } from '#common/measure/marks';
import type { Point } from '#common/viewer/view-transform';
import { imageAt, type Place } from './image-places.ts';
import type { Sqlite, SqlRow } from './sqlite.ts';

/** A frame as the tables name it. */
type FramePlace = readonly [image: number, frame: number];

/** Within a transaction of the caller's. Says of which study the film is; null where the index does not have it. */
export function keepMarks(database: Sqlite, frame: FrameOfFile, change: MarkChange): StudyId | null {
  const found = imageAt(database, frame);
  if (found === null) return null;
  const place: FramePlace = [found.image, frame.frame];
  const { put, removed, calibration, isKeyImage } = change;
  for (const id of removed)
    database.run('DELETE FROM annotations WHERE image = ? AND frame = ? AND id = ?', [...place, id]);
  for (const annotation of put) putAnnotation(database, place, annotation);
  if (calibration !== undefined) putCalibration(database, place, calibration);
  if (isKeyImage === true) database.run('INSERT OR IGNORE INTO key_images VALUES (?, ?)', place);
  else if (isKeyImage === false) database.run('DELETE FROM key_images WHERE image = ? AND frame = ?', place);
  return found.study;
}

/** Null where the index does not have the film. */
export function recallMarks(database: Sqlite, frame: FrameOfFile): Marks | null {
  const found = imageAt(database, frame);
  if (found === null) return null;
  const place: FramePlace = [found.image, frame.frame];
  const calibration = database.get('SELECT * FROM calibrations WHERE image = ? AND frame = ?', place);
  const annotations = database.all(
    'SELECT * FROM annotations WHERE image = ? AND frame = ? ORDER BY drawn',
    place,
  );
  return {
    annotations: annotations.flatMap(annotationOf),
    calibration: calibration && calibrationOf(calibration),
    isKeyImage: database.get('SELECT 1 FROM key_images WHERE image = ? AND frame = ?', place) !== null,
  };
}

/** The starred frames of the film in a place, counted from 0. */
export function keyFramesAt(database: Sqlite, place: Place): readonly number[] {
  return database
    .all('SELECT frame FROM key_images WHERE image = ? ORDER BY frame', [
      imageAt(database, place)?.image ?? null,
    ])
    .map((row) => Number(row['frame']));
}

/** One that is there already keeps its place among the others. */
function putAnnotation(database: Sqlite, place: FramePlace, annotation: Annotation): void {
  const { id, shape, points, text, labelAt } = annotation;
  const label = labelAt && JSON.stringify(flat([labelAt]));
  database.run(
    `INSERT INTO annotations (image, frame, id, shape, points, text, label_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (image, frame, id) DO UPDATE
     SET points = excluded.points, text = excluded.text, label_at = excluded.label_at`,
    [...place, id, shape, JSON.stringify(flat(points)), text, label],
  );
}

function putCalibration(database: Sqlite, place: FramePlace, calibration: Calibration | null): void {
  database.run('DELETE FROM calibrations WHERE image = ? AND frame = ?', place);
  if (calibration === null) return;
  const { millimetresPerUnit, by, millimetres } = calibration;
  database.run('INSERT INTO calibrations VALUES (?, ?, ?, ?, ?)', [
    ...place,
    millimetresPerUnit,
    by,
    millimetres,
  ]);
}

/** Nothing for a shape of another version of Osteon. */
function annotationOf(row: SqlRow): readonly Annotation[] {
  const shape = String(row['shape']);
  if (!isShape(shape)) return [];
  const points = pointsOf(row['points']);
  const labelAt = row['label_at'] === null ? null : (pointsOf(row['label_at'])[0] ?? null);
  return [{ id: String(row['id']), shape, points, text: String(row['text']), labelAt }];
}

function calibrationOf(row: SqlRow): Calibration {
  return {
    millimetresPerUnit: Number(row['millimetres_per_unit']),
    by: row['basis'] === 'line' ? 'line' : 'object',
    millimetres: Number(row['millimetres']),
  };
}

/** Points as x, y, x, y. */
function flat(points: readonly Point[]): readonly number[] {
  return points.flatMap(({ x, y }) => [x, y]);
}

function pointsOf(column: unknown): readonly Point[] {
  const numbers = JSON.parse(String(column)) as readonly number[];
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? 0 }] : []));
}
