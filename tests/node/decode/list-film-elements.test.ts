import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { dicomDictionary } from '#node/decode/dictionary';
import { listFilmElements } from '#node/decode/list-film-elements';
import { toSource } from '#node/media/readable-source';
import { filmFile } from '../../support/film-file.ts';

describe('dicomDictionary', () => {
  it('knows the standard’s attributes, those of repeating groups among them', async () => {
    const nameOf = await dicomDictionary();
    expect(nameOf('(0010,0010)')).toEqual({ vr: 'PN', keyword: 'PatientName' });
    expect(nameOf('(0008,103E)')?.keyword).toBe('SeriesDescription');
    expect(nameOf('(6002,0010)')).toEqual({ vr: 'US', keyword: 'OverlayRows' });
    expect(nameOf('(0028,0106)')?.vr).toBe('US');
    expect(nameOf('(0011,1001)')).toBeNull();
  });
});

describe('listFilmElements', () => {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-elements-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return toSource(join(folder, name));
  };

  it('names what a film says of itself', async () => {
    const { rows, cut } = await listFilmElements(put('film', filmFile({ StudyDescription: 'Wrist' })));
    expect(rows.find(({ name }) => name === 'StudyDescription')).toMatchObject({ vr: 'LO', value: 'Wrist' });
    expect(cut).toBe(false);
  });

  it('lists nothing of a picture', async () => {
    const png = encode({ width: 2, height: 1, data: Uint8Array.of(1, 2), depth: 8, channels: 1 });
    expect(await listFilmElements(put('picture', png))).toEqual({ rows: [], cut: false });
  });

  it('fails as reading does on a file that ends too soon', async () => {
    const cut = put('cut', filmFile().slice(0, 400));
    await expect(listFilmElements(cut)).rejects.toMatchObject({ code: 'truncated-file' });
  });
});
