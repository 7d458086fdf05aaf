import type { Traced } from './traced.ts';

export const secondReader: Traced = {
  'OST-AIR-010': [
    ['common/viewer/texts.test.ts', 'never promise what the model cannot'],
    ['common/words/german.test.ts', 'never call a film free of a fracture, nor a suspicion a finding'],
  ],
  'OST-AIR-020': [['renderer/keys.test.ts', 'leave the film alone, but never without the notice']],
  'OST-AIR-030': [
    [
      'common/model/scope.test.ts',
      'is in scope for an adult hand and for the least tested region that is enough',
    ],
    ['renderer/app.test.ts', 'gives no number outside the scope'],
  ],
  'OST-AIR-040': [
    [
      'node/scan/scan.test.ts',
      'gives no number to a film unlike those of the training, and none but the number where it may only rank',
    ],
    ['common/model/scope.test.ts', 'lets pass what is no further than the threshold, and nothing else'],
  ],
  'OST-AIR-050': [['common/model/scope.test.ts', 'never lets pixels widen what the tags refused']],
  'OST-AIR-060': [['renderer/app.test.ts', 'labels a number that was not validated for such a film']],
  'OST-AIR-070': [
    ['common/model/release.test.ts', 'lets lower bounds of %p and %p speak as %s'],
    [
      'node/inference/model-store.test.ts',
      'refuses a card that gives verdicts against its own figures, and believes one that holds back',
    ],
  ],
  'OST-AIR-080': [
    [
      'renderer/app.test.ts',
      'shows a neutral score and why there is no verdict, where the model may only rank',
    ],
  ],
  'OST-AIR-090': [
    [
      'electron/end-to-end/reading.test.ts',
      'shows over the film the probability that the command line gives',
    ],
    ['electron/end-to-end/package.test.ts', 'classifies to the same digits as that of the checkout'],
  ],
  'OST-AIR-100': [
    ['common/viewer/heat-map.test.ts', 'does not glow on a map that stays below the scale, however uneven'],
    [
      'common/viewer/heat-map.test.ts',
      'is clear at and below one end of the fixed scale and full at and above the other',
    ],
  ],
  'OST-AIR-110': [['renderer/app.test.ts', 'withholds the heat map of a film not flagged until asked']],
  'OST-AIR-120': [
    [
      'renderer/state/worklist.test.ts',
      'hides scores and their order until there is a verdict, where one reads first',
    ],
    [
      'renderer/browsing.test.ts',
      'tells nothing of what the model says, by word, filter or order, where one reads first',
    ],
  ],
  'OST-AIR-130': [
    ['node/inference/model-store.test.ts', 'refuses a network with one changed byte'],
    [
      'node/inference/model-store.test.ts',
      'refuses a field it does not know, and another version of the preprocessing',
    ],
  ],
  'OST-AIR-140': [
    [
      'node/inference/execution-provider.test.ts',
      'refuses a model whose recorded reference the CPU itself does not reproduce',
    ],
    ['node/inference/shipped-model.test.ts', 'gives the recorded logit for the reference input'],
  ],
  'OST-AIR-150': [
    ['renderer/app.test.ts', 'says what runs the model'],
    [
      'node/cli/classify-command.test.ts',
      'fails in one line when a forced provider is not there, instead of taking another',
    ],
  ],
  'OST-AIR-160': [
    ['electron/end-to-end/engine.test.ts', 'leaves a viewer without AI that shows films and no number'],
  ],
  'OST-AIR-170': [
    ['renderer/app.test.ts', 'says of a synthetic film that the number means nothing'],
    ['common/dicom/parse.test.ts', 'calls only the films of the app itself synthetic'],
  ],
  'OST-AIR-180': [
    ['node/models/model-package.test.ts', 'reads a package that a trusted key signed, and names the key'],
    [
      'node/models/model-package.test.ts',
      'refuses a signature of another key, even where unsigned ones are let in',
    ],
  ],
  'OST-AIR-190': [
    [
      'node/models/stage-model.test.ts',
      'compares the packed model with the one in use on the sample study, and leaves that in use',
    ],
    [
      'electron/end-to-end/models.test.ts',
      'installs a package that the policy lets in, says how it did, and goes back',
    ],
  ],
};
