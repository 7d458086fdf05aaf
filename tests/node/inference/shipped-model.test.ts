import { letterbox } from '../../../src-main/common/imaging/letterbox.ts';
import { sigmoid } from '../../../src-main/common/model/calibration.ts';
import { referenceInput } from '../../../src-main/common/model/reference-input.ts';
import { createClassifier, type Classifier } from '../../../src-main/node/inference/classifier.ts';

/** `log(mean(exp(sharpness * x))) / sharpness`: the pooling that the card names, between mean and maximum. */
function logMeanExp(values: readonly number[], sharpness: number): number {
  const largest = Math.max(...values);
  const sum = values.reduce((total, value) => total + Math.exp(sharpness * (value - largest)), 0);
  return largest + Math.log(sum / values.length) / sharpness;
}

describe('the model in assets/models', () => {
  let classifier: Classifier;
  beforeAll(async () => {
    classifier = await createClassifier({ modelDirectory: 'assets/models', provider: 'cpu' });
  });
  afterAll(() => classifier.release());

  it('gives the recorded logit for the reference input', async () => {
    const { card } = classifier;
    const { rows, columns } = card.input;
    const placement = letterbox(rows, columns, rows, columns);
    const { prediction } = await classifier.classify({
      pixels: referenceInput(card.input),
      letterbox: placement,
    });
    expect(Math.abs(prediction.logit - card.reference.logit)).toBeLessThan(card.reference.tolerance);
    const { slope, intercept } = card.calibration;
    expect(prediction.probability).toBeCloseTo(sigmoid(slope * prediction.logit + intercept), 12);
  });

  it('has a map of one cell per 32 pixels that pools to the logit, on any film', async () => {
    const { card } = classifier;
    const { rows, columns } = card.input;
    const placement = letterbox(2 * rows, columns, rows, columns);
    const sharpness = Number(/log-sum-exp pooling of sharpness (\d+)$/.exec(card.architecture.head)?.[1]);
    for (const shade of [-1, 0, 1]) {
      const pixels = referenceInput(card.input).map((value, i) =>
        i % columns < columns / 2 ? shade : value,
      );
      const { prediction, attentionMap } = await classifier.classify({ pixels, letterbox: placement });
      const { slope, intercept } = card.calibration;
      const cells = Array.from(attentionMap.logits, (logit) => (logit - intercept) / slope);
      expect(attentionMap).toMatchObject({ rows: rows / 32, columns: columns / 32, letterbox: placement });
      expect(logMeanExp(cells, sharpness)).toBeCloseTo(prediction.logit, 3);
      expect(new Set(attentionMap.logits).size).toBeGreaterThan(rows / 32);
    }
  });

  it('validates hand and leg and says that hip and shoulder are not', () => {
    const fractured = (part: string): number => classifier.card.regions[part]?.testFractured ?? 0;
    expect(Math.min(fractured('HAND'), fractured('LEG'))).toBeGreaterThanOrEqual(20);
    expect(Math.max(fractured('HIP'), fractured('SHOULDER'))).toBeLessThan(20);
  });

  it('lists the trial that was chosen among the others, none of them better', () => {
    const { metrics, provenance } = classifier.card;
    const best = Math.max(...provenance.trials.map(({ validationAuroc }) => validationAuroc));
    // The exported network computes in 32 bits what the search computed in 64: ranks may swap, rarely.
    expect(metrics.validation.auroc.value).toBeCloseTo(best, 3);
  });
});
