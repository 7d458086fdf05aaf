import { patientAgeInYears } from '../../../src-main/common/model/patient-age.ts';

const nothing = { patientAge: null, patientBirthDate: null, studyDate: null, acquisitionDate: null };

describe('patientAgeInYears', () => {
  it.each([
    [{ patientAge: '047Y' }, 47],
    [{ patientAge: '018M' }, 1.5],
    [{ patientAge: '047Y', patientBirthDate: '20100101', studyDate: '20200101' }, 47],
    [{ patientBirthDate: '20000615', studyDate: '20180614' }, 17],
    [{ patientBirthDate: '20000615', studyDate: '20180615' }, 18],
    [{ patientBirthDate: '2000.06.15', acquisitionDate: '20180615' }, 18],
  ])('reads %j as %d years', (attributes, years) => {
    expect(patientAgeInYears({ ...nothing, ...attributes })).toBeCloseTo(years, 9);
  });

  it.each([
    [{}],
    [{ patientAge: '47' }],
    [{ patientAge: '999Y' }],
    [{ patientBirthDate: '20000615' }],
    [{ patientBirthDate: '19000101', studyDate: '20110218' }],
    [{ patientBirthDate: '20200101', studyDate: '20100101' }],
    [{ patientBirthDate: '20009999', studyDate: '20200101' }],
  ])('does not believe %j', (attributes) => {
    expect(patientAgeInYears({ ...nothing, ...attributes })).toBeNull();
  });
});
