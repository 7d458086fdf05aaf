import { sayIn } from '#common/words/say';
import { decideRelease } from '../../../src-main/common/model/release.ts';

const decide = (auroc: number, sensitivity: number) =>
  decideRelease({ auroc: { lower: auroc }, sensitivity: { lower: sensitivity } });

describe('decideRelease', () => {
  it.each([
    [0.9, 0.8, 'threeWay'],
    [1, 1, 'threeWay'],
    [0.8999, 0.8, 'rankingOnly'],
    [0.9, 0.7999, 'rankingOnly'],
    [0, 0, 'rankingOnly'],
  ])('lets lower bounds of %p and %p speak as %s', (auroc, sensitivity, verdict) => {
    expect(decide(auroc, sensitivity).verdict).toBe(verdict);
  });

  it('names what fell short, and only that', () => {
    expect(decide(0.773, 0.85).reason).toBe(
      'Of the 95 % intervals, the lower bound of the test AUROC (0.773) is under the floor of 0.90.',
    );
    expect(decide(0.773, 0.592).reason).toContain('sensitivity at the sensitive point (0.592) is under');
    expect(decide(0.95, 0.85).reason).toContain('(0.950) is not under the floor of 0.90, and that of');
    const figures = { auroc: { lower: 0.773 }, sensitivity: { lower: 0.85 } };
    expect(decideRelease(figures, sayIn('de')).reason).toBe(
      'Für die untere Grenze der 95-%-Intervalle gilt: AUROC im Test (0,773) liegt unter der Schwelle von 0,90.',
    );
  });
});
