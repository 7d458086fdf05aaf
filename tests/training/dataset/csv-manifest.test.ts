import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsvManifest } from '../../../training/dataset/csv-manifest.ts';
import { filmFile } from '../../support/film-file.ts';

describe('readCsvManifest', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-manifest-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(...lines: readonly string[]) {
    await writeFile(join(folder, 'films.csv'), lines.join('\n'));
    return (await readCsvManifest(join(folder, 'films.csv'))).films;
  }

  it('reads labels, splits, groups, boxes, parts, hardware and sources where they are given', async () => {
    const films = await read(
      'File,Label,split,group,body_part,boxes,hardware,source',
      'a.png,fractured,train,7,hand+hip,1 2 3 4,1,east',
      'deep/b.png,Not Fractured,val,8,,,0,west',
      'c.png,1,test,9,,,,',
    );
    expect(films.map(({ fractured, split, group, boxes }) => [fractured, split, group, boxes])).toEqual([
      [true, 'train', '7', [{ left: 1, top: 2, width: 3, height: 4 }]],
      [false, 'validation', '8', []],
      [true, 'test', '9', null],
    ]);
    expect(films.map(({ hardware, bodyParts }) => [hardware, bodyParts])).toEqual([
      [true, ['HAND', 'HIP']],
      [false, []],
      [null, []],
    ]);
    expect(films.map(({ source }) => source.slice(0, 4))).toEqual(['east', 'west', 'oste']);
    expect(films[1]!.path).toBe(join(folder, 'deep/b.png'));
  });

  it('groups by its patient column or by the DICOM patient, both hashed alike', async () => {
    await writeFile(join(folder, 'x.dcm'), filmFile({ PatientID: 'P-1' }));
    const films = await read('file,label,patient', 'x.dcm,1,', 'y.png,0,P-1', 'z.png,0,');
    expect(films[0]!.group).toBe(films[1]!.group);
    expect(films[0]!.group).toMatch(/^[0-9a-f]{16}$/);
    expect(films[2]!.group).toBe('z.png');
    expect(films[0]!.bodyParts).toEqual(['HAND']);
  });

  it('names what it cannot read', async () => {
    await expect(read('file,truth', 'a.png,1')).rejects.toThrow('films.csv has no column label.');
    await expect(read('file,label', 'a.png,maybe')).rejects.toThrow('a.png has the unknown label "maybe".');
    await expect(read('file,label,split', 'a.png,1,later')).rejects.toThrow('unknown split later');
    await expect(read('file,label,split', 'a.png,1,val', 'b.png,1,')).rejects.toThrow('but not b.png');
    await expect(read('file,label,boxes', 'a.png,1,1 2 3')).rejects.toThrow('No box: 1 2 3');
  });
});
