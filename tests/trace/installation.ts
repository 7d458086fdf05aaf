import type { Traced } from './traced.ts';

export const installation: Traced = {
  'OST-INS-010': [
    ['electron/end-to-end/package.test.ts', 'opens no window where the program is not as it was installed'],
  ],
  'OST-INS-020': [
    [
      'electron/end-to-end/package.test.ts',
      'opens as a viewer without AI where the model is not as it was installed',
    ],
  ],
  'OST-INS-030': [
    ['electron/end-to-end/package.test.ts', 'are burnt as the security policy says'],
    ['development/dist/package-contents.test.ts', 'finds %s'],
  ],
  'OST-INS-040': [
    ['electron/end-to-end/preferences.test.ts', 'is set aside with a message where its file is none'],
    ['electron/settings.test.ts', 'sets %s aside, says why, and starts with the usual settings'],
  ],
  'OST-INS-050': [['node/policy/policy-file.test.ts', 'locks nothing by one that is %s, and says so']],
  'OST-INS-060': [['node/index/open-database.test.ts', 'leaves the index of a newer Osteon alone']],
};
