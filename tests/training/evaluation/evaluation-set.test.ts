import { openEvaluationSet } from '../../../training/evaluation/evaluation-set.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';

describeWithSharedData('openEvaluationSet', (dataFolder) => {
  const openTest = (set: string, trainedOn: 'kaggle' | 'fracatlas-and-multi-region') =>
    openEvaluationSet(set, { dataFolder, split: 'test', trainedOn });

  it('counts how much of the published test split is in its train split', async () => {
    const { films, statements } = await openTest('kaggle', 'kaggle');
    expect(films).toHaveLength(502);
    expect(statements).toEqual([
      '97 % of these films (487 of 502) are in its own train split, byte for byte.',
    ]);
  });

  it('says how many of its radiographs our own training may have met', async () => {
    const { statements } = await openTest('kaggle', 'fracatlas-and-multi-region');
    expect(statements[1]).toMatch(/^\d+ of 502 show a radiograph of the source groups/);
  });

  it('leaves out of the multi-region films those that FracAtlas train holds', async () => {
    const ours = await openTest('multi-region', 'fracatlas-and-multi-region');
    expect(ours.films).toHaveLength(630);
    expect(ours.statements).toEqual(['16 films of radiographs that are in FracAtlas train are left out.']);
    const published = await openTest('multi-region', 'kaggle');
    expect(published.statements[0]).toMatch(/^98 % of these films \(630 of 646\) are in the published train/);
  });
});
