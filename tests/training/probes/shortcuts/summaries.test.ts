import { radiograph } from '../../../support/radiographs.ts';
import { summariseTraits, type FileTraits } from '../../../../training/probes/shortcuts/file-traits.ts';
import { summariseHardware } from '../../../../training/probes/shortcuts/hardware.ts';
import {
  pairsOf,
  summariseMasked,
  summarisePasted,
  type Pair,
} from '../../../../training/probes/shortcuts/paired.ts';
import type { ModelCard } from '#common/model/model-card';

const options = { resamples: 200, seed: 1 };

const pair = (positive: boolean, score: number, after: number, group: string): Pair => ({
  positive,
  score,
  after,
  group,
});

describe('summarisePasted', () => {
  const points = {
    sensitive: { threshold: 0.2 },
    specific: { threshold: 0.6 },
  } as ModelCard['operatingPoints'];
  const pairs = [
    pair(false, 0.1, 0.3, 'a'),
    pair(false, 0.1, 0.1, 'b'),
    pair(false, 0.3, 0.7, 'c'),
    pair(false, 0.0, 0.1, 'd'),
  ];

  it('counts the films that cross a threshold', () => {
    const summary = summarisePasted('plate', pairs, points, options);
    expect(summary).toMatchObject({ name: 'plate', films: 4, medianChange: expect.closeTo(0.15) });
    expect(summary.sensitive.before.value).toBe(0.75);
    expect(summary.sensitive.after.value).toBe(0.5);
    expect(summary.sensitive.change.value).toBe(-0.25);
    expect(summary.specific.change.value).toBe(-0.25);
    expect(summary.sensitive.change.lower).toBeLessThan(-0.25);
    expect(summary.sensitive.change.upper).toBeLessThanOrEqual(0);
  });
});

describe('summariseMasked', () => {
  it('sees an order that changed, and one that did not', () => {
    const films = ['a', 'b', 'c', 'd'].flatMap((group, i) => [
      pair(true, 0.8, i < 2 ? 0.8 : 0.1, group),
      pair(false, 0.2, 0.2, group),
    ]);
    const { auroc, within, medianAbsoluteChange } = summariseMasked('border', films, options);
    expect([auroc.before.value, auroc.after.value, auroc.change.value]).toEqual([1, 0.5, -0.5]);
    expect([within, medianAbsoluteChange]).toEqual([false, 0]);
    const same = films.map((film) => ({ ...film, after: film.score / 2 }));
    expect(summariseMasked('border', same, options)).toMatchObject({ within: true });
  });
});

describe('pairsOf', () => {
  it('takes the films that were given the change', () => {
    const film = { radiograph: radiograph('a.png', { group: '7' }), before: 0.1, after: { arrow: 0.4 } };
    expect(pairsOf([film, { ...film, after: {} }], 'arrow')).toEqual([pair(false, 0.1, 0.4, '7')]);
  });
});

describe('summariseHardware', () => {
  it('compares the AUROC with that without hardware', () => {
    const film = (positive: boolean, score: number, hardware: boolean, group: string) => ({
      positive,
      score,
      hardware,
      group,
    });
    // Hardware is what ranks them: without it one fracture of two is above the sound film of its block.
    const films = ['a', 'b'].flatMap((group) => [
      film(true, 0.9, true, group),
      film(true, 0.1, false, group),
      film(true, 0.6, false, group),
      film(false, 0.5, false, group),
    ]);
    const summary = summariseHardware('made up', films, options);
    expect(summary).toMatchObject({ films: 8, fractured: 6, withHardware: 2, withHardwareNotFractured: 0 });
    expect(summary.all.value).toBeCloseTo(2 / 3);
    expect(summary.withoutHardware.value).toBe(0.5);
    expect(summary.change.value).toBeCloseTo(1 / 6);
    expect(summary.within).toBe(false);
  });
});

describe('summariseTraits', () => {
  const traits = (size: string, fractured: boolean, split: 'train' | 'test'): FileTraits => ({
    radiograph: radiograph(size, { fractured, split }),
    size,
    jpegQuality: '',
    compression: '4',
  });
  const films = [
    traits('1x1', true, 'train'),
    traits('2x2', false, 'train'),
    traits('1x1', true, 'test'),
    traits('2x2', false, 'test'),
  ];

  it('finds a label that the size gives away, and none where all are alike', () => {
    expect(summariseTraits(['size'], films, options).auroc.value).toBe(1);
    expect(summariseTraits(['compression'], films, options).auroc.value).toBe(0.5);
  });
});
