import { comparisonOf } from '#common/hanging/comparison';
import { imageEntry } from '../../support/image-entries.ts';

const jane = { patientId: '1', patientName: 'Doe^Jane', patientBirthDate: '19700101' };
const now = imageEntry('now', { ...jane, studyInstanceUid: '1', studyDate: '20261123' });
const of = (studyDate: string | null, person: object = jane) =>
  comparisonOf(now, imageEntry('then', { ...person, studyInstanceUid: '2', studyDate }));

describe('comparisonOf', () => {
  it.each([
    // Whole months from 2025-02-01: to 2026-11-01 there are 21, and December has not begun.
    ['20250201', 'prior', 'Prior 2025-02-01 · 21 months before'],
    // 23 November less 24 October: 7 days of October and 23 of November.
    ['20261024', 'prior', 'Prior 2026-10-24 · 30 days before'],
    ['20261122', 'prior', 'Prior 2026-11-22 · 1 day before'],
    ['20191124', 'prior', 'Prior 2019-11-24 · 6 years before'],
    ['20270124', 'later', 'Later 2027-01-24 · 2 months after'],
    ['20261123', 'sameDate', 'Other study · 2026-11-23 · same day'],
    [null, 'sameDate', 'Other study · No date'],
    ['2026', 'sameDate', 'Other study · 2026'],
    ['20261341', 'sameDate', 'Other study · 2026-13-41'],
  ])('says of a study of %s that it is %s', (date, kind, text) => {
    expect(of(date)).toEqual({ kind, text });
  });

  it('gives the date alone of the study that is read', () => {
    expect(comparisonOf(now, now)).toEqual({ kind: 'current', text: '2026-11-23' });
  });

  it('never lets a film of another patient pass for a prior', () => {
    expect(of('20250201', { ...jane, patientName: 'Doe^John', patientBirthDate: '19990101' })).toEqual({
      kind: 'uncertain',
      text: 'Possibly another patient (birth date, name) · 2025-02-01',
    });
    expect(of('20250201', { ...jane, patientId: '2', patientName: 'Roe^Ann' })).toEqual({
      kind: 'otherPatient',
      text: 'Another patient · 2025-02-01',
    });
    expect(of('20250201', {})).toMatchObject({ kind: 'otherPatient' });
  });
});
