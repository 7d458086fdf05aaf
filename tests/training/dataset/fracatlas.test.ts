import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFracAtlas } from '../../../training/dataset/fracatlas.ts';

describe('readFracAtlas', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-fracatlas-'));
    await mkdir(join(folder, 'fracatlas'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (rows: readonly string[]): Promise<void> =>
    writeFile(
      join(folder, 'fracatlas', 'manifest.csv'),
      [
        'file,label,split,block,body_part,hardware,frontal,lateral,oblique,near_duplicate_of,conflicting_label,boxes',
        ...rows,
      ].join('\n'),
    );

  it('leaves out near duplicates and films labelled both ways', async () => {
    await write([
      'a.jpg,fractured,val,3,hand+shoulder,1,1,0,1,,0,1 2 3 4; 5 6 7 8',
      'b.jpg,not-fractured,train,4,leg,0,1,0,0,a.jpg,0,',
      'c.jpg,not-fractured,train,4,leg,0,1,0,0,,1,',
      'd.jpg,not-fractured,test,5,hip,0,0,1,0,,0,',
    ]);
    const { radiographs, manifestSha256 } = await readFracAtlas(folder);
    expect(radiographs).toEqual([
      {
        file: 'a.jpg',
        path: join(folder, 'fracatlas', 'images', 'a.jpg'),
        fractured: true,
        source: 'fracatlas',
        group: '3',
        samplingGroup: 'a.jpg',
        split: 'validation',
        block: 3,
        bodyParts: ['HAND', 'SHOULDER'],
        boxes: [
          { left: 1, top: 2, width: 3, height: 4 },
          { left: 5, top: 6, width: 7, height: 8 },
        ],
        hardware: true,
        views: ['frontal', 'oblique'],
      },
      {
        file: 'd.jpg',
        path: join(folder, 'fracatlas', 'images', 'd.jpg'),
        fractured: false,
        source: 'fracatlas',
        group: '5',
        samplingGroup: 'd.jpg',
        split: 'test',
        block: 5,
        bodyParts: ['HIP'],
        boxes: [],
        hardware: false,
        views: ['lateral'],
      },
    ]);
    expect(manifestSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses a split it does not know', async () => {
    await write(['a.jpg,fractured,holdout,3,hand,0,1,0,0,,0,']);
    await expect(readFracAtlas(folder)).rejects.toThrow('unknown split holdout');
  });
});
