import { describeEpoch, describePace } from '../../../training/fine-tuning/progress.ts';

describe('describePace', () => {
  it('tells step, loss, speed, waiting and what is left on one line', () => {
    const pace = { step: 20, totalSteps: 40, size: 224, meanLoss: 0.5, gradientNorm: 2 };
    expect(describePace({ ...pace, imagesPerSecond: 27.26, waitingShare: 0.034, minutesLeft: 83.2 })).toBe(
      'step 20 of 40 at 224, loss 0.5000, gradient 2.00, 27.3 images/s, 3 % of the time waiting for images, 1 h 23 min left',
    );
  });
});

describe('describeEpoch', () => {
  it('says when no epoch before was as good', () => {
    const record = { epoch: 2, size: 320, meanLoss: 0.4, validationAuroc: 0.93, minutes: 4.25 };
    expect(describeEpoch({ record, best: true, minutesLeft: 59.4 })).toBe(
      'epoch 2 at 320, loss 0.4000, validation AUROC 0.9300 (the best so far), 4.3 min, 59 min left',
    );
    expect(describeEpoch({ record, best: false, minutesLeft: 0 })).not.toContain('best');
  });
});
