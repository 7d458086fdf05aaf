import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LabelledFilm } from '../../../training/dataset/labelled-film.ts';
import { readLabelledFolder } from '../../../training/dataset/labelled-folder.ts';
import { filmFile } from '../../support/film-file.ts';

describe('readLabelledFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-folder-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), content);
    }
  }
  const read = async (): Promise<readonly LabelledFilm[]> => (await readLabelledFolder(folder)).films;
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

  it('takes labels from folders at any depth and of any spelling, and passes over other files', async () => {
    await write({
      'a/Fractured/1.png': png,
      'a/Fractured/notes.txt': 'words',
      'b/NOT fractured/deep/er/2.png': png,
      'b/not-fractured/3.png': png,
      'b/not_fractured/4.png': png,
      'b/unsorted/5.png': png,
      'b/not_fractured/._4.png': 'resource fork',
    });
    expect((await read()).map(({ file, fractured }) => [file, fractured])).toEqual([
      ['a/Fractured/1.png', true],
      ['b/NOT fractured/deep/er/2.png', false],
      ['b/not-fractured/3.png', false],
      ['b/not_fractured/4.png', false],
    ]);
  });

  it('takes splits from the folders that Kaggle puts on top', async () => {
    await write({
      'set/train/fractured/1.png': png,
      'set/val/not fractured/2.png': png,
      'set/test/fractured/3.png': png,
    });
    const films = await read();
    expect(films.map(({ split }) => split)).toEqual(['test', 'train', 'validation']);
    expect(films.map(({ group }) => group)).toEqual(films.map(({ file }) => file));
  });

  it('groups by DICOM patient without giving away who, else by further folder, else not at all', async () => {
    await write({
      'fractured/x.dcm': filmFile({ PatientID: 'SECRET-1' }),
      'not fractured/y.dcm': filmFile({ PatientID: 'SECRET-1', ViewPosition: 'LL' }),
      'not fractured/z.dcm': filmFile({ PatientID: 'SECRET-2' }),
      'fractured/anna/1.png': png,
      'not fractured/anna/2.png': png,
      'fractured/3.png': png,
    });
    const byFile = new Map((await read()).map((film) => [film.file, film]));
    const groupOf = (file: string): string => byFile.get(file)!.group;
    expect(groupOf('fractured/x.dcm')).toBe(groupOf('not fractured/y.dcm'));
    expect(groupOf('fractured/x.dcm')).not.toBe(groupOf('not fractured/z.dcm'));
    expect(JSON.stringify([...byFile.values()])).not.toContain('SECRET');
    expect([groupOf('fractured/anna/1.png'), groupOf('not fractured/anna/2.png')]).toEqual(['anna', 'anna']);
    expect(groupOf('fractured/3.png')).toBe('fractured/3.png');
    expect(byFile.get('not fractured/y.dcm')).toMatchObject({ bodyParts: ['HAND'], views: ['lateral'] });
    expect(byFile.get('fractured/3.png')).toMatchObject({ bodyParts: [], views: null, hardware: null });
  });

  it('knows that a film without a fracture has no box, and nothing of one with', async () => {
    await write({ 'fractured/1.png': png, 'not fractured/2.png': png });
    expect((await read()).map(({ boxes }) => boxes)).toEqual([null, []]);
  });

  it('keeps a damaged file that claims to be an image, for decoding to name', async () => {
    await write({ 'fractured/1.dcm': '', 'not fractured/2.png': png });
    expect(await read()).toHaveLength(2);
  });

  it('refuses a folder without labels, and splits that not every film has', async () => {
    await write({ 'hands/1.png': png });
    await expect(read()).rejects.toThrow('No film lies in a folder "fractured"');
    await write({ 'train/fractured/1.png': png, 'not fractured/2.png': png });
    await expect(read()).rejects.toThrow('but not not fractured/2.png');
  });
});
