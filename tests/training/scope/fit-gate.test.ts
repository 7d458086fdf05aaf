import { seededRandom } from '#common/sampling/seeded-random';
import { letterbox } from '#common/imaging/letterbox';
import { chooseThreshold, fitGate } from '../../../training/scope/fit-gate.ts';

const random = seededRandom(5);
const features = (offset: number, size = 40): { readonly features: Float32Array } => ({
  features: Float32Array.from({ length: size }, () => offset + random()),
});
const films = (count: number, offset = 0) => Array.from({ length: count }, () => features(offset));
const foreign = (kind: string, values: Float32Array) => ({
  film: { kind, path: 'nowhere', frame: 0 },
  letterbox: letterbox(64, 64, 64, 64),
  logit: 0,
  mapRows: 1,
  mapColumns: 1,
  mapCells: Float32Array.of(0),
  features: values,
});

describe('chooseThreshold', () => {
  it('refuses at most one film of a hundred, half way to the next', () => {
    const distances = Array.from({ length: 200 }, (_, i) => i);
    const threshold = chooseThreshold(distances);
    expect(threshold).toBe(197.5);
    expect(distances.filter((distance) => distance > threshold)).toHaveLength(2);
  });

  it('refuses none of fewer than a hundred', () => {
    expect(chooseThreshold([3, 1, 2])).toBe(3);
  });
});

describe('fitGate', () => {
  const gate = fitGate({
    train: films(400),
    validation: films(300),
    test: films(200),
    foreign: [
      ...films(6, 3).map((film) => foreign('CT', film.features)),
      ...films(4, 0).map((film) => foreign('twin', film.features)),
    ],
    fittedOn: 'noise',
  });

  it('lets pass what is like the training films and refuses what is not', () => {
    expect(gate.card.validation).toEqual({ images: 300, flagged: 3 });
    expect(gate.card.test.flagged).toBeLessThanOrEqual(8);
    const [ct, twin] = gate.card.foreign;
    expect(ct).toEqual({ kind: 'CT', images: 6, flagged: 6, auroc: 1 });
    expect(twin!.auroc).toBeLessThan(0.9);
  });

  it('counts a picture once, however often a collection holds it', () => {
    const image = features(3).features;
    const copies = [foreign('MR', image), foreign('MR', image.slice()), foreign('MR', features(3).features)];
    const { card } = fitGate({
      train: films(400),
      validation: films(100),
      test: films(10),
      foreign: copies,
      fittedOn: 'noise',
    });
    expect(card.foreign).toMatchObject([{ kind: 'MR', images: 2 }]);
  });
});
