import type { Traced } from './traced.ts';

export const pixels: Traced = {
  'OST-PIX-010': [
    ['common/imaging/window-level.test.ts', 'takes c = %d, w = %d as LINEAR'],
    ['common/imaging/window-level.test.ts', 'passes the centre at one half and bends towards both ends'],
  ],
  'OST-PIX-020': [
    ['common/imaging/display-lut.test.ts', 'windows in modality units'],
    [
      'common/imaging/display-lut.test.ts',
      'takes a signed stored value through Modality LUT, then VOI LUT, each clamped at its ends',
    ],
  ],
  'OST-PIX-030': [
    ['common/imaging/display-lut.test.ts', 'inverts after a VOI LUT, not before'],
    ['common/imaging/display-lut.test.ts', 'inverts %s once where the Presentation LUT Shape is %s'],
  ],
  'OST-PIX-040': [
    [
      'common/imaging/default-voi.test.ts',
      "takes the file's first window, with the function that the file names",
    ],
    [
      'renderer/app.test.ts',
      'offers the file’s windows and VOI LUTs, by menu and by key, and says which is applied',
    ],
  ],
  'OST-PIX-050': [
    ['electron/end-to-end/pixels.test.ts', 'are those of the DICOM window at one to one, exactly (%s)'],
  ],
  'OST-PIX-060': [
    [
      'electron/end-to-end/picture.test.ts',
      'shows each stored pixel on one device pixel at 125 and at 150 %',
    ],
  ],
  'OST-PIX-070': [
    ['common/imaging/film-raster.test.ts', 'keeps all of a hairline’s light, wherever it lies'],
    [
      'electron/end-to-end/viewing.test.ts',
      'averages a film that is larger than the screen, and loses no hairline',
    ],
  ],
  'OST-PIX-080': [
    ['electron/end-to-end/presentation.test.ts', 'shows tall pixels tall, and says how large they are'],
  ],
  'OST-PIX-090': [
    [
      'node/cli/decode-files.test.ts',
      'hashes and writes the stored values as they lie in an uncompressed file',
    ],
    [
      'node/cli/decode-command.test.ts',
      'hashes the stored values of all frames, little-endian, before any LUT',
    ],
  ],
  'OST-PIX-100': [
    ['common/dicom/transfer-syntax.test.ts', 'gives %s the codec or the code %s'],
    [
      'renderer/app.test.ts',
      'keeps the film area, names the file that cannot be shown, and tries again on request',
    ],
  ],
  'OST-PIX-110': [
    ['common/imaging/display-lut.test.ts', 'leaves padding black, ends included, inverted: %s'],
    ['common/measure/statistics.test.ts', 'leaves padding out, ends included'],
  ],
  'OST-PIX-120': [
    ['electron/end-to-end/presentation.test.ts', 'draws the overlay where it belongs, and takes it off'],
    ['electron/end-to-end/presentation.test.ts', 'hides what the shutter hides, and opens it'],
  ],
  'OST-PIX-130': [
    ['electron/end-to-end/viewing.test.ts', 'turns and flips pixels and letters together, and says so'],
    ['common/imaging/film-filters.test.ts', 'name what was done to the picture'],
  ],
  'OST-PIX-140': [
    ['common/imaging/film-filters.test.ts', 'leaves the values that are measured and classified as they are'],
  ],
  'OST-PIX-150': [
    ['renderer/app.test.ts', 'shows a first look, marked as one, until the whole film is there'],
  ],
  'OST-PIX-160': [
    ['common/viewer/fidelity.test.ts', 'names all that holds, and nothing of a whole film as it was taken'],
    ['common/dicom/image-pixel-module.test.ts', 'knows lossy pixels by the attribute too'],
  ],
  'OST-PIX-170': [
    ['electron/end-to-end/picture.test.ts', 'is judged by a test pattern drawn in the monitor’s own pixels'],
  ],
};
