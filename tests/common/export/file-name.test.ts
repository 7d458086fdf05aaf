import { noAttributes } from '#common/dicom/attributes';
import { pictureName, safeFileName } from '#common/export/file-name';

const hand = { ...noAttributes, bodyPartExamined: 'HAND', viewPosition: 'PA', imageLaterality: 'L' };
const named = { ...hand, patientName: 'Müller^Anna', patientId: '4711/B', studyDate: '20260102' };

describe('what a saved picture is called', () => {
  it('tells the film and its place among others, and nobody’s name', () => {
    expect(pictureName(named, { number: 1, count: 1, identity: false })).toBe('hand-pa-l');
    expect(pictureName(named, { number: 7, count: 12, identity: false })).toBe('hand-pa-l-07');
    expect(pictureName(noAttributes, { number: 2, count: 2, identity: false })).toBe('film-2');
  });

  it('tells who it is where that was asked for', () => {
    const name = pictureName(named, { number: 1, count: 1, identity: true });
    expect(name).toBe('Müller, Anna 4711-B 2026-01-02 hand-pa-l');
  });

  it('takes nothing for a code that may be free text', () => {
    const free = { ...hand, bodyPartExamined: 'left hand of Anna Müller', viewPosition: null };
    expect(pictureName(free, { number: 1, count: 1, identity: false })).toBe('l');
  });
});

describe('safeFileName', () => {
  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['a\u0000b:c*?', 'a-b-c'],
    ['CON', 'film CON'],
    ['. . .', 'film'],
    ['x'.repeat(300), 'x'.repeat(120)],
  ])('makes of %j a name for every file system', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });
});
