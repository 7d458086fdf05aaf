import { studyKeysOf } from '#common/browse/study-identity';
import { noAttributes } from '#common/dicom/attributes';

const film = {
  ...noAttributes,
  patientId: '17',
  patientName: 'DOE^JANE',
  patientBirthDate: '19700101',
  studyInstanceUid: '1.2',
  seriesInstanceUid: '1.2.3',
};

describe('studyKeysOf', () => {
  it('puts films of one person, study and series together whatever they hold', () => {
    expect(studyKeysOf(film, 'a')).toEqual(studyKeysOf({ ...film }, 'b'));
  });

  it.each([
    ['Patient ID', { patientId: '18' }],
    ['its issuer', { issuerOfPatientId: 'St. Elsewhere' }],
    ['the birth date', { patientBirthDate: '19700102' }],
    ['the name', { patientName: 'DOE^JOHN' }],
  ])('keeps apart patients who differ by %s, under one study UID too', (_, difference) => {
    const [one, other] = [studyKeysOf(film, 'a'), studyKeysOf({ ...film, ...difference }, 'a')];
    expect(other.patient).not.toBe(one.patient);
    expect(other.study).not.toBe(one.study);
    expect(other.series).not.toBe(one.series);
  });

  it('never makes one patient of two studies without a Patient ID', () => {
    const nameless = { ...film, patientId: null };
    expect(studyKeysOf(nameless, 'a').patient).not.toBe(
      studyKeysOf({ ...nameless, studyInstanceUid: '1.9' }, 'a').patient,
    );
    expect(studyKeysOf(nameless, 'a').patient).toBe(studyKeysOf(nameless, 'b').patient);
  });

  it('never makes one study of two pictures that say nothing', () => {
    expect(studyKeysOf(noAttributes, 'a')).not.toEqual(studyKeysOf(noAttributes, 'b'));
    expect(studyKeysOf(noAttributes, 'a')).toEqual(studyKeysOf(noAttributes, 'a'));
  });
});
