import type { ImageAttributes } from '../dicom/image-description.ts';

type Identity = Pick<
  ImageAttributes,
  | 'patientId'
  | 'issuerOfPatientId'
  | 'patientBirthDate'
  | 'patientName'
  | 'studyInstanceUid'
  | 'seriesInstanceUid'
>;

export interface StudyKeys {
  readonly patient: string;
  readonly study: string;
  readonly series: string;
}

/**
 * Which patient, study and series a film belongs to. Two films are of one patient where Patient ID, its issuer,
 * birth date and name all agree; a film without a Patient ID shares a patient with those of its own study
 * alone, and one without a study with nothing else.
 *
 * @param contentStamp tells the film's content from any other's
 */
export function studyKeysOf(film: Identity, contentStamp: string): StudyKeys {
  const { patientId, issuerOfPatientId, patientBirthDate, patientName } = film;
  const person = [patientId, issuerOfPatientId, patientBirthDate, patientName];
  const alone = `film ${contentStamp}`;
  const study = film.studyInstanceUid ?? alone;
  const patient = JSON.stringify(patientId === null ? [...person, study] : person);
  const studyKey = JSON.stringify([patient, study]);
  return { patient, study: studyKey, series: JSON.stringify([studyKey, film.seriesInstanceUid ?? alone]) };
}
