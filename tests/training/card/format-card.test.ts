import { readFile } from 'node:fs/promises';
import { readModelCard } from '../../../src-main/common/model/model-card.ts';
import { formatCard } from '../../../training/card/format-card.ts';
import { madeUpCard, madeUpRankingCard } from '../../support/synthetic-results.ts';

describe('formatCard', () => {
  it('gives the readable card that ships beside the card that the product reads', async () => {
    const card = readModelCard(JSON.parse(await readFile('assets/models/fracture-classifier.json', 'utf8')));
    expect(await readFile('assets/models/fracture-classifier.md', 'utf8')).toBe(formatCard(card));
  });

  it('says first what the model may say, and why', () => {
    expect(formatCard(madeUpCard)).toContain('Verdicts on films are given. Its figures allow it.');
    const ranking = formatCard(madeUpRankingCard);
    expect(ranking).toContain(
      '**Ranking only: no verdict is given on a film.** The test AUROC is under the floor.',
    );
    expect(ranking).toContain('Measured, but not used: the model may only rank.');
  });

  it('has every figure with its interval, and says what was not measured', () => {
    const text = formatCard({ ...madeUpCard, sameFilm: { measured: false, reason: 'not measured' } });
    expect(text).toContain('| AUROC | 0.950 (0.900 to 1.000) | 0.950 (0.900 to 1.000) |');
    expect(text).toContain('Not measured.');
    expect(text).toContain('on 600 held-out images (120 fractured)');
  });

  it('promises nothing that a model cannot', () => {
    const promises = /\bnormal|negative result|no fracture|\bdiagnosed|detected|\bsafe\b/i;
    expect(formatCard(madeUpCard)).not.toMatch(promises);
  });
});
