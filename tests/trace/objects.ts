import type { Traced } from './traced.ts';

export const objects: Traced = {
  'OST-OBJ-010': [
    [
      'node/cli/scan-command.test.ts',
      'writes a row per image and per file that failed, sums up, and leaves the originals alone',
    ],
    ['node/cli/scan-command.test.ts', 'never replaces an image by its report'],
    [
      'electron/end-to-end/saving.test.ts',
      'never replace a film, and a place that cannot be written to is said by name',
    ],
  ],
  'OST-OBJ-020': [
    [
      'node/objects/object-writer.test.ts',
      'writes a valid report of what was drawn, and a valid selection of key images',
    ],
    ['node/objects/object-writer.test.ts', 'writes a valid presentation state of it, with what was drawn'],
  ],
  'OST-OBJ-030': [
    [
      'common/objects/result-report.test.ts',
      'tells the probability, the verdict and the point that decided it, and what it is not',
    ],
    [
      'common/objects/result-report.test.ts',
      'says whose film it is, empties what the film lacks, and mends dates of the old form',
    ],
  ],
  'OST-OBJ-040': [['common/objects/result-report.test.ts', 'holds no number for a film outside the scope']],
  'OST-OBJ-050': [
    [
      'node/objects/object-writer.test.ts',
      'goes on after a film that nothing can refer to, and says what it lacks',
    ],
  ],
  'OST-OBJ-060': [
    ['common/objects/read-object.test.ts', 'shows a film turned by %o as it was left'],
    [
      'electron/end-to-end/save-objects.test.ts',
      'opens them again beside the film: measurements, starred images and the display as it was read',
    ],
  ],
  'OST-OBJ-070': [
    [
      'electron/end-to-end/saving.test.ts',
      'are as the screen shows them, pixel by pixel, under its window and inversion',
    ],
    ['electron/end-to-end/saving.test.ts', 'are values of 16 bits, the pipeline’s own'],
  ],
  'OST-OBJ-080': [
    [
      'node/export/export-dicom.test.ts',
      'holds no marked name in any VR, sequence, private attribute, or file name, in %s',
    ],
    [
      'electron/end-to-end/dicom-export.test.ts',
      'writes them de-identified unless asked otherwise, and over no export of before',
    ],
  ],
  'OST-OBJ-090': [
    [
      'renderer/dicom-export.test.ts',
      'asks for them without identity, with what is kept, and warns of names in pictures',
    ],
    [
      'node/export/export-dicom.test.ts',
      'blackens rectangles of a compressed film and writes it uncompressed, as lossy as it was',
    ],
  ],
  'OST-OBJ-100': [
    [
      'node/export/export-dicom.test.ts',
      'keeps what the options name, clean, and moves dates by the same days for one patient',
    ],
    [
      'node/export/export-dicom.test.ts',
      'gives one film the same UIDs under one secret and others under another',
    ],
  ],
  'OST-OBJ-110': [
    ['node/export/export-dicom.test.ts', 'leaves nothing behind where writing fails'],
    ['node/report/report.test.ts', 'leaves the old report alone, and nothing beside it, when the rows fail'],
  ],
};
