import type { Traced } from './traced.ts';

export const privacy: Traced = {
  'OST-PRI-010': [
    ['electron/end-to-end/security.test.ts', 'lets nothing out by fetch, image, beacon or socket'],
    [
      'electron/end-to-end/security.test.ts',
      'lets nothing out by a peer connection, which passes by the request filter',
    ],
  ],
  'OST-PRI-020': [
    [
      'node/cli/traces.test.ts',
      "leaves nothing in the user's folders: no identifier, no database of use, no log",
    ],
  ],
  'OST-PRI-030': [
    ['node/batch/journal.test.ts', 'keeps no name of a patient'],
    ['node/queue/queue.test.ts', 'tells the server no name'],
  ],
  'OST-PRI-040': [
    ['node/index/study-index.test.ts', 'leaves no trace of what is removed in any of its files'],
  ],
  'OST-PRI-050': [
    [
      'node/index/convert-index.test.ts',
      'leaves no word about a person readable, keeps every mark, and gives all back when decrypted',
    ],
    ['renderer/settings/privacy-settings.test.ts', 'do not pretend where the system has no keyring'],
  ],
  'OST-PRI-060': [
    [
      'common/export/picture-texts.test.ts',
      'name nobody, give no date and no free text, unless identity was asked for',
    ],
    [
      'electron/end-to-end/picture.test.ts',
      'is copied as it is on the screen, with the patient’s name only where that was asked for',
    ],
  ],
  'OST-PRI-070': [
    [
      'common/network/configuration.test.ts',
      'leaves the network off where it is not named, and fixes only what is given',
    ],
  ],
  'OST-PRI-080': [
    ['node/network/send-objects.test.ts', 'goes to whom the authority vouches for, and to nobody else'],
  ],
};
