import type { Traced } from './traced.ts';

export const measuring: Traced = {
  'OST-MEA-010': [
    ['common/measure/measure.test.ts', 'gives lengths with their unit and how they are known'],
    ['common/viewer/corner-texts.test.ts', 'never gives millimetres without how they are known'],
  ],
  'OST-MEA-020': [
    [
      'common/dicom/frame-attributes.test.ts',
      'keeps apart what the file says of detector, patient and calibration',
    ],
  ],
  'OST-MEA-030': [['common/measure/geometry.test.ts', 'are those on the film where pixels are not square']],
  'OST-MEA-040': [
    ['common/measure/statistics.test.ts', 'counts modality values, not stored ones'],
    ['electron/end-to-end/measurements.test.ts', 'gives the statistics that asking every pixel gives'],
  ],
  'OST-MEA-050': [
    ['electron/end-to-end/measurements.test.ts', 'calibrates by a line, and takes it back'],
    [
      'common/measure/measure.test.ts',
      'makes the line as long as it is said to be, and comes before the file',
    ],
  ],
  'OST-MEA-060': [['renderer/state/annotations.test.ts', 'refuses to calibrate by an angle and by no size']],
  'OST-MEA-070': [['common/measure/measure.test.ts', 'have no more digits than a hand can draw']],
  'OST-MEA-080': [
    ['electron/end-to-end/measurements.test.ts', 'follows the film when it is turned and magnified'],
  ],
  'OST-MEA-090': [
    ['electron/end-to-end/picture.test.ts', 'is shown at its true size once the monitor was measured'],
    [
      'common/viewer/true-size.test.ts',
      'is refused where no size is known, or two that contradict each other',
    ],
  ],
  'OST-MEA-100': [
    [
      'electron/end-to-end/printing.test.ts',
      'are as large as they are at true size: 100 mm of the film are 100 mm on the paper',
    ],
    [
      'common/print/lay-out.test.ts',
      'are refused at true size where that is unknown or too large, and not cut off',
    ],
  ],
  'OST-MEA-110': [
    [
      'electron/end-to-end/keeping.test.ts',
      'is there at the next start: a length as it was nudged, a text of any script and the star',
    ],
    [
      'renderer/state/kept-marks.test.ts',
      'says what failed and keeps it for the next attempt, with what was done since',
    ],
  ],
  'OST-MEA-120': [
    ['node/index/marks.test.ts', 'are of one film and no other'],
    [
      'renderer/state/annotations.test.ts',
      'keeps every film’s own drawings and undoes nothing on another film',
    ],
  ],
};
