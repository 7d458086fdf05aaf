import type { FrameOfFile } from '#common/contract/ipc';
import type { Calibration } from '#common/measure/calibration';
import { sourceKey } from './add-films.ts';
import type { Sqlite } from './sqlite.ts';

/** Keeps a person's calibration of a frame, or takes it back; false where the index does not have its film. */
export function keepCalibration(
  database: Sqlite,
  frame: FrameOfFile,
  calibration: Calibration | null,
): boolean {
  const image = imageOf(database, frame);
  if (image === null) return false;
  if (calibration === null) {
    database.run('DELETE FROM calibrations WHERE image = ? AND frame = ?', [image, frame.frame]);
    return true;
  }
  const { millimetresPerUnit, by, millimetres } = calibration;
  database.run('INSERT OR REPLACE INTO calibrations VALUES (?, ?, ?, ?, ?)', [
    image,
    frame.frame,
    millimetresPerUnit,
    by,
    millimetres,
  ]);
  return true;
}

/** Null where nobody calibrated the frame, or the index does not have its film. */
export function recallCalibration(database: Sqlite, frame: FrameOfFile): Calibration | null {
  const row = database.get(
    `SELECT millimetres_per_unit, basis, millimetres
     FROM calibrations JOIN images ON images.id = image
     WHERE source = ? AND file_stamp = ? AND frame = ?`,
    [sourceKey(frame), frame.stamp, frame.frame],
  );
  if (row === null) return null;
  return {
    millimetresPerUnit: Number(row['millimetres_per_unit']),
    by: row['basis'] === 'line' ? 'line' : 'object',
    millimetres: Number(row['millimetres']),
  };
}

function imageOf(database: Sqlite, frame: FrameOfFile): number | null {
  const row = database.get('SELECT id FROM images WHERE source = ? AND file_stamp = ?', [
    sourceKey(frame),
    frame.stamp,
  ]);
  return row === null ? null : Number(row['id']);
}
