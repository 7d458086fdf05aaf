import type { Traced } from './traced.ts';

export const batch: Traced = {
  'OST-BAT-010': [
    [
      'node/scan/scan.test.ts',
      'gives a row per image and frame in the order of the files, a bad file among them',
    ],
    [
      'node/cli/scan-command.test.ts',
      'writes a row per image and per file that failed, sums up, and leaves the originals alone',
    ],
  ],
  'OST-BAT-020': [
    [
      'development/crash/crash-scans.test.ts',
      'loses no film, repeats none, and writes the report of an undisturbed scan',
    ],
    [
      'node/batch/journal.test.ts',
      'cut at any byte, has every film that was written whole, and takes in the next one behind it',
    ],
  ],
  'OST-BAT-030': [['node/batch/journal.test.ts', 'refuses one that was begun with %s']],
  'OST-BAT-040': [['node/batch/journal-lock.test.ts', 'keeps a second batch off until the first lets go']],
  'OST-BAT-050': [
    [
      'node/batch/run-batch.test.ts',
      'waits for room when the disk is full, and writes the film it could not write',
    ],
  ],
  'OST-BAT-060': [
    ['node/batch/shard.test.ts', 'merge into the %s of one scan, byte for byte'],
    [
      'node/queue/queue.test.ts',
      'gives, byte for byte, the report of a scan without one, and leaves nothing of it behind',
    ],
  ],
  'OST-BAT-070': [
    [
      'node/cli/watch-command.test.ts',
      'judges each film once, across runs and its own output, and touches nothing',
    ],
    [
      'node/batch/settled-files.test.ts',
      'gives a file once it has stayed the same for a while, and again only when it has changed',
    ],
  ],
  'OST-BAT-080': [
    [
      'common/batch/worklist.test.ts',
      'puts the highest score first and what has none apart, failures before what is outside scope',
    ],
    [
      'renderer/state/worklist.test.ts',
      'begins at the highest score, and lists what has none above, on demand',
    ],
  ],
  'OST-BAT-090': [
    ['common/batch/worklist.test.ts', 'never puts scores of an older model among those of the present one'],
  ],
  'OST-BAT-100': [
    [
      'renderer/state/worklist.test.ts',
      'takes no verdict while another film than the selected is on screen, and says why one is not',
    ],
  ],
  'OST-BAT-110': [['node/report/html-report.test.ts', 'names nobody unless that is asked for']],
};
