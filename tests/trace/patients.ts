import type { Traced } from './traced.ts';

export const patients: Traced = {
  'OST-PAT-010': [
    ['common/viewer/corner-texts.test.ts', 'name the patient in plain text, whatever the file writes'],
    ['renderer/app.test.ts', 'shows markup in a name as text'],
  ],
  'OST-PAT-020': [['common/viewer/corner-texts.test.ts', 'say so when nobody is named, and name the file']],
  'OST-PAT-030': [
    [
      'common/viewer/corner-texts.test.ts',
      'keep what tells patients apart and how the film is looked at when minimal',
    ],
    ['common/viewer/corner-layout.test.ts', 'leaves an item out, but none that says whose film it is'],
  ],
  'OST-PAT-040': [
    [
      'electron/end-to-end/switching.test.ts',
      'never shows the number, the badge or the picture of another film',
    ],
    [
      'renderer/state/session.test.ts',
      'never puts a result under another image, however fast one switches and however late results arrive',
    ],
  ],
  'OST-PAT-050': [
    [
      'common/browse/study-identity.test.ts',
      'keeps apart patients who differ by %s, under one study UID too',
    ],
    ['node/index/study-index.test.ts', 'keeps two patients in one series apart and says so beside both'],
  ],
  'OST-PAT-060': [
    ['common/viewer/grouping.test.ts', 'never puts two files without an identity under one patient'],
    ['common/browse/study-identity.test.ts', 'never makes one study of two pictures that say nothing'],
  ],
  'OST-PAT-070': [
    ['common/hanging/hang.test.ts', 'never hangs as a prior what %s'],
    [
      'renderer/hanging.test.ts',
      'is never a film of another patient with the same id, which is called so where a person puts it',
    ],
  ],
  'OST-PAT-080': [
    ['common/hanging/comparison.test.ts', 'never lets a film of another patient pass for a prior'],
    ['renderer/hanging.test.ts', 'hangs beside a single view with both dates over the panes'],
  ],
  'OST-PAT-090': [
    ['node/engine/opened-films.test.ts', 'gives nothing of the new file under the name of the old one'],
    [
      'electron/end-to-end/bad-input.test.ts',
      'says by name that a film vanished, and judges none in its place',
    ],
  ],
  'OST-PAT-100': [
    [
      'common/objects/read-object.test.ts',
      'knows another person by id, name or day of birth, whatever the file leaves out',
    ],
    ['renderer/found-objects.test.ts', 'shows nothing of an object that names another patient, and says why'],
  ],
  'OST-PAT-110': [
    ['common/print/lay-out.test.ts', 'of two persons never share a sheet, and each is headed by its own'],
  ],
  'OST-PAT-120': [
    ['common/dicom/text.test.ts', 'reads names in %s'],
    ['common/dicom/text.test.ts', 'reads UTF-8, and marks what is not'],
  ],
};
