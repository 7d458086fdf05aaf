import type { Traced } from './traced.ts';

export const security: Traced = {
  'OST-SEC-010': [
    ['electron/end-to-end/security.test.ts', 'runs in a sandboxed renderer with an isolated world'],
    ['electron/end-to-end/security.test.ts', 'has nothing of Node or Electron but the bridge'],
  ],
  'OST-SEC-020': [
    ['electron/end-to-end/security.test.ts', 'survives what a page in the wrong hands may ask'],
    [
      'electron/end-to-end/security.test.ts',
      'answers no page but that of the main window, even one of our own scheme',
    ],
  ],
  'OST-SEC-030': [
    ['fuzz/fuzz.test.ts', 'finds nothing in 400 damaged files, some of which still decode'],
    ['common/dicom/parse.test.ts', 'never fails but with a code, wherever a file is cut'],
  ],
  'OST-SEC-040': [
    [
      'common/dicom/image-pixel-module.test.ts',
      'refuses 65,535 by 65,535 pixels before anything is allocated',
    ],
    ['node/media/zip.test.ts', 'refuses a bomb by what it declares, before any of it is inflated'],
  ],
  'OST-SEC-050': [
    ['node/engine/archives.test.ts', 'follows no reference out of the medium'],
    [
      'node/media/zip.test.ts',
      'keeps names that try to leave their place, and makes those that mislead visible',
    ],
  ],
  'OST-SEC-060': [
    [
      'electron/end-to-end/engine.test.ts',
      'fails what it was asked with a clear code, comes back, and classifies again',
    ],
  ],
  'OST-SEC-070': [
    ['node/network/listen.test.ts', 'refuses titles that are not on its list, whoever they call'],
    [
      'node/network/listen.test.ts',
      'refuses an object that is another than was announced, and a name that leads out of the folder',
    ],
  ],
  'OST-SEC-080': [
    ['electron/end-to-end/policy.test.ts', 'locks what it names, says so, and holds against the page itself'],
    ['node/policy/policy-file.test.ts', 'hold whatever the page asks for'],
  ],
};
