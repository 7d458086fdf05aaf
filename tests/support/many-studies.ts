import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filmFile } from './film-file.ts';

const viewPositions = ['PA', 'LL', 'RAO'];

interface StudyOf {
  readonly date: string;
  readonly uid: string;
}

/** Writes made-up studies of different patients, numbered from `first`, each of that many views, in that order. */
export function writeStudies(folder: string, count: number, views: number, first = 1): void {
  for (let study = first; study < first + count; study++) {
    const date = `2026${String(1 + (study % 12)).padStart(2, '0')}${String(1 + (study % 28)).padStart(2, '0')}`;
    writeStudy(folder, study, views, { date, uid: `2.25.${study}` });
  }
}

/** Writes an earlier study of each of these patients, of the year 2020, in the views of the later one. */
export function writePriors(folder: string, studies: readonly number[], views: number): void {
  for (const study of studies)
    writeStudy(folder, study, views, { date: '20200229', uid: `2.25.2020.${study}` });
}

function writeStudy(folder: string, study: number, views: number, { date, uid }: StudyOf): void {
  for (let view = 1; view <= views; view++)
    writeFileSync(
      join(folder, `${String(study).padStart(4, '0')}-${view}.dcm`),
      filmFile({
        PatientID: `P${String(study).padStart(4, '0')}`,
        PatientName: `Made^Up ${study}`,
        PatientBirthDate: `19${String(40 + (study % 60)).padStart(2, '0')}0101`,
        StudyDate: date,
        StudyDescription: study % 3 === 0 ? 'Wrist after fall' : 'Hand',
        ViewPosition: viewPositions[view - 1] ?? '',
        ImageLaterality: study % 2 === 0 ? 'R' : 'L',
        BodyPartExamined: study % 3 === 0 ? 'WRIST' : 'HAND',
        StudyInstanceUID: uid,
        SeriesInstanceUID: `${uid}.1`,
        SOPInstanceUID: `${uid}.1.${view}`,
        InstanceNumber: view,
      }),
    );
}
