import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMediumDirectory, readFileReferences } from '#common/dicom/medium-directory';
import { dicomDirectory } from '../../support/dicom-directory.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';

const records = [
  { type: 'PATIENT', PatientName: 'DOE^JANE' },
  { type: 'STUDY', StudyDate: '20260102' },
  { type: 'SERIES' },
  { type: 'IMAGE', file: ['DICOM', 'ST1', 'IM1'] },
  { type: 'PATIENT', PatientName: 'ROE^RICHARD' },
  { type: 'IMAGE', file: ['DICOM', 'IM2'] },
];

describe('readFileReferences', () => {
  it('lists the files in order, each with the patient and study before it', () => {
    expect(readFileReferences(dicomDirectory(records))).toEqual([
      { components: ['DICOM', 'ST1', 'IM1'], study: 'DOE JANE · 20260102' },
      { components: ['DICOM', 'IM2'], study: 'ROE RICHARD' },
    ]);
  });

  it('refuses a directory whose last record is cut', () => {
    const directory = dicomDirectory(records);
    expect(() => readFileReferences(directory.subarray(0, directory.length - 6))).toThrow(
      expect.objectContaining({ name: 'AppError' }),
    );
  });
});

describeWithSharedData('the directories that pydicom is tested with', (data) => {
  const folder = join(data, 'dicom', 'pydicom', 'test_files', 'dicomdirtests');

  const cut = 'DICOMDIR-nooffset';
  const read = (name: string) => readFileSync(join(folder, name));

  it('list as many files as pydicom counts in them, however they are written', () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('DICOMDIR') && name !== cut);
    const counts = names
      .sort()
      .map((name) => [name, isMediumDirectory(read(name)), readFileReferences(read(name)).length]);
    expect(counts).toEqual([
      ['DICOMDIR', true, 31],
      ['DICOMDIR-bigEnd', true, 31],
      ['DICOMDIR-empty.dcm', true, 0],
      ['DICOMDIR-implicit', true, 31],
      ['DICOMDIR-nopatient', true, 31],
      ['DICOMDIR-reordered', true, 31],
    ]);
  });

  it('are refused where they end inside a record', () => {
    expect(isMediumDirectory(read(cut))).toBe(true);
    expect(() => readFileReferences(read(cut))).toThrow(expect.objectContaining({ code: 'truncated-file' }));
  });
});
