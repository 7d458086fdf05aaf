import type { Traced } from './traced.ts';

export const browsing: Traced = {
  'OST-BRO-010': [
    [
      'node/engine/archives.test.ts',
      'opens any mixture of files, folders and archives, those in folders too',
    ],
    [
      'electron/end-to-end/archives.test.ts',
      'open as folders do: the films inside are listed, shown and classified',
    ],
  ],
  'OST-BRO-020': [
    ['renderer/keys.test.ts', 'list refused files with their codes, and the progress with a way to stop it'],
    [
      'renderer/state/openings.test.ts',
      'lists a file that is refused twice once, where it stood, by its latest reason',
    ],
  ],
  'OST-BRO-030': [
    [
      'renderer/state/session.test.ts',
      'shows the first image before the rest of the folder is read, and lets nothing later move it',
    ],
  ],
  'OST-BRO-040': [
    [
      'renderer/browsing.test.ts',
      'moves neither line nor selection nor focus when films come in, and offers to put them in order',
    ],
  ],
  'OST-BRO-050': [
    [
      'renderer/state/study-list.test.ts',
      'lists an image once that is opened twice, and selects it the second time too',
    ],
  ],
  'OST-BRO-060': [
    [
      'node/index/study-index.test.ts',
      'finds by the words of name, number, date, body part and description, in any order',
    ],
  ],
  'OST-BRO-070': [
    [
      'node/index/study-index.test.ts',
      'keeps marks, notes and verdicts until the app is started again, readable by the owner only',
    ],
  ],
  'OST-BRO-080': [
    ['node/index/study-index.test.ts', 'leads to no film that is gone and to no other film in its place'],
  ],
  'OST-BRO-090': [
    [
      'common/hanging/hang.test.ts',
      'puts two views of a joint side by side, frontal first, whatever their order in the folder',
    ],
    [
      'common/hanging/hang.test.ts',
      "hangs the patient's right at the left of the screen, and both sides of a view in one row",
    ],
  ],
  'OST-BRO-100': [['renderer/hanging.test.ts', 'says that a side is not stated rather than guess it']],
  'OST-BRO-110': [
    [
      'renderer/hanging.test.ts',
      'says how much of it was not seen yet, and shows it on the way through the list',
    ],
  ],
  'OST-BRO-120': [
    ['renderer/browsing.test.ts', 'is worked by keys alone: down from the search, mark, open'],
    ['common/viewer/shortcuts.test.ts', 'gives no chord to two actions'],
  ],
  'OST-BRO-130': [
    [
      'electron/end-to-end/access.test.ts',
      'breaks no rule of WCAG 2.2 AA that a program can judge, in the usual colours and in high contrast',
    ],
  ],
  'OST-BRO-140': [
    ['electron/end-to-end/access.test.ts', 'speaks German at once, everywhere, and for screen readers'],
  ],
};
