import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filmFile } from './film-file.ts';

/** Writes made-up studies of different patients, numbered from `first`, each of that many views, in that order. */
export function writeStudies(folder: string, count: number, views: number, first = 1): void {
  for (let study = first; study < first + count; study++) {
    for (let view = 1; view <= views; view++)
      writeFileSync(
        join(folder, `${String(study).padStart(4, '0')}-${view}.dcm`),
        filmFile({
          PatientID: `P${String(study).padStart(4, '0')}`,
          PatientName: `Made^Up ${study}`,
          PatientBirthDate: `19${String(40 + (study % 60)).padStart(2, '0')}0101`,
          StudyDate: `2026${String(1 + (study % 12)).padStart(2, '0')}${String(1 + (study % 28)).padStart(2, '0')}`,
          StudyDescription: study % 3 === 0 ? 'Wrist after fall' : 'Hand',
          BodyPartExamined: study % 3 === 0 ? 'WRIST' : 'HAND',
          StudyInstanceUID: `2.25.${study}`,
          SeriesInstanceUID: `2.25.${study}.1`,
          SOPInstanceUID: `2.25.${study}.1.${view}`,
          InstanceNumber: view,
        }),
      );
  }
}
