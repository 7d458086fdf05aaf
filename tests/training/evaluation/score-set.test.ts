import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataset } from '../../../training/dataset/open-dataset.ts';
import { readNetwork } from '../../../training/evaluation/evaluated-network.ts';
import { scoreSet } from '../../../training/evaluation/score-set.ts';
import { writeLabelledFilm } from '../../support/labelled-films.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

// Threads that run TypeScript take seconds to start on a busy machine.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'osteon-score-'));
const films = join(folder, 'films');
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  await writeTinyModel(join(folder, 'model'), { gain: 2, rows: 64, columns: 96 });
  for (const [i, bright] of [0.25, 0.5, 0.75].entries())
    await writeLabelledFilm(films, { name: `${i}.png`, fractured: i === 2, bright });
});

describe('scoreSet', () => {
  it('runs each film by the road of the product', async () => {
    const { films: labelled } = await openDataset(films);
    const { scores, unreadable } = await scoreSet(
      await readNetwork(join(folder, 'model'), 'nowhere'),
      labelled,
    );
    const logits = scores.map(({ film, logit }) => [film.fractured, Math.round(1e6 * logit) / 1e6]);
    expect(logits.sort()).toEqual([
      [false, -1],
      [false, 0],
      [true, 1],
    ]);
    expect(unreadable).toEqual([]);
  });

  it('judges the map where there are boxes, and takes the mirror image into the logit alone', async () => {
    const { films: labelled } = await openDataset(films);
    const fractured = labelled.find((film) => film.fractured)!;
    // The leftmost third of a film that is white over three quarters: the hottest of three columns, and of six cells.
    const boxed = { ...fractured, boxes: [{ left: 0, top: 0, width: 32, height: 64 }] };
    const network = await readNetwork(join(folder, 'model'), 'nowhere');
    const [plain] = (await scoreSet(network, [boxed])).scores;
    expect(plain!.attention).toMatchObject({ hit: true, hitByChance: 2 / 6, boxShare: 1 / 3 });
    const [mirrored] = (await scoreSet(network, [boxed], { mirrored: true })).scores;
    // The tiny network weighs all pixels alike, so a mirror image changes nothing: only the order of sums.
    expect(mirrored!.logit).toBeCloseTo(plain!.logit, 5);
    expect(mirrored!.attention).toEqual(plain!.attention);
  });

  it('names films that cannot be read, and refuses a set of which many cannot', async () => {
    const { films: labelled } = await openDataset(films);
    const broken = { ...labelled[0]!, path: join(folder, 'broken.png'), file: 'broken.png' };
    writeFileSync(broken.path, 'no film');
    const network = await readNetwork(join(folder, 'model'), 'nowhere');
    const many = Array.from({ length: 20 }, () => labelled[0]!);
    const { scores, unreadable } = await scoreSet(network, [...many, broken]);
    expect(scores).toHaveLength(20);
    expect(unreadable).toMatchObject([{ file: 'broken.png', error: { code: 'not-an-image' } }]);
    await expect(scoreSet(network, [labelled[0]!, broken])).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('1 of 2 films'),
    });
  });
});
