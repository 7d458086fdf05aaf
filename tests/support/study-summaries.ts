import type { StudySummary } from '../../src-main/common/browse/study-summary.ts';

/** An unread study of one wrist film, number 1 unless said otherwise. */
export function studySummary(given: Partial<StudySummary> = {}): StudySummary {
  const studyId = given.studyId ?? 1;
  return {
    studyId,
    patientName: `DOE^NUMBER ${studyId}`,
    patientId: String(studyId),
    patientBirthDate: '19700101',
    studyDate: '20260102',
    studyDescription: 'Wrist',
    accessionNumber: null,
    bodyParts: ['WRIST'],
    modalities: ['DX'],
    displayName: `${studyId}.dcm`,
    images: 1,
    judged: 0,
    finding: null,
    probability: null,
    status: 'unread',
    note: '',
    keyImages: 0,
    notices: [],
    ...given,
  };
}
