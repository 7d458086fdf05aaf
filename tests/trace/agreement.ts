import type { Traced } from './traced.ts';

export const agreement: Traced = {
  'OST-AGR-010': [
    [
      'renderer/state/worklist.test.ts',
      'records what is said, in its order, and takes it back by an entry that amends it',
    ],
    ['node/agreement/agreement-log.test.ts', 'records a verdict once, however often it is told'],
  ],
  'OST-AGR-020': [
    ['node/agreement/agreement-log.test.ts', 'locates a flipped bit in any byte'],
    [
      'node/agreement/agreement-log.test.ts',
      'locates what was removed, moved, put in, written anew or cut off',
    ],
  ],
  'OST-AGR-030': [
    ['node/agreement/agreement-log.test.ts', 'tells a torn last entry from tampering, and writes over it'],
  ],
  'OST-AGR-040': [
    [
      'common/agreement/statistics.test.ts',
      'counts the last word of a reader on a film, and none that was taken back',
    ],
  ],
  'OST-AGR-050': [
    ['common/agreement/statistics.test.ts', 'gives no figure where there is nothing to divide by'],
  ],
};
