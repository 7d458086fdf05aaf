import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { renderPng, type RenderChoice } from '#node/cli/render-command';
import { greyFile, type Attribute } from '../../support/dicom-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-render-'));
const path = join(folder, 'film.dcm');
afterAll(() => rmSync(folder, { recursive: true }));

const window: Attribute[] = [
  [0x0028, 0x1050, 'DS', '128'],
  [0x0028, 0x1051, 'DS', '256'],
];
const twoFrames: Attribute[] = [
  [0x0028, 0x0008, 'IS', '2'],
  [0x7fe0, 0x0010, 'OW', [0, 51, 255, 300, 1, 2, 3, 4]],
];

describe('renderPng', () => {
  it.each([
    ['MONOCHROME2', 0, [0, 51, 255, 255]],
    ['MONOCHROME1', 0, [255, 204, 0, 0]],
    ['MONOCHROME2', 1, [1, 2, 3, 4]],
  ])("renders %s, frame %i, in the file's own window", async (photometric, frame, expected) => {
    const file = greyFile(2, 2, [0x0028, 0x0004, 'CS', photometric], ...window, ...twoFrames);
    writeFileSync(path, file);
    const png = decode(await renderPng(path, frame));
    expect(png).toMatchObject({ width: 2, height: 2, depth: 8, channels: 1 });
    expect([...png.data]).toEqual(expected);
    expect(Buffer.compare(readFileSync(path), file)).toBe(0);
  });

  const film = (...changes: Attribute[]) => {
    writeFileSync(path, greyFile(2, 2, ...window, [0x7fe0, 0x0010, 'OW', [0, 51, 255, 300]], ...changes));
  };
  const samples = async (choice: RenderChoice) => [...decode(await renderPng(path, 0, choice)).data];

  it('takes a window, an inversion and a depth from the command line', async () => {
    film();
    // Centre 26 and width 52 take x to x / 51; sixteen bits spread a fifth of 255 to a fifth of 65535.
    expect(await samples({ window: { center: 26, width: 52 } })).toEqual([0, 255, 255, 255]);
    expect(await samples({ invert: true })).toEqual([255, 204, 0, 0]);
    expect(await samples({ bits: 16 })).toEqual([0, 13107, 65535, 65535]);
  });

  it('takes a preset by number or name, and lists them where there is none such', async () => {
    film(
      [0x0028, 0x1050, 'DS', '128\\26'],
      [0x0028, 0x1051, 'DS', '256\\52'],
      [0x0028, 0x1055, 'LO', 'SOFT\\HARD'],
    );
    expect(await samples({ voi: '2' })).toEqual([0, 255, 255, 255]);
    expect(await samples({ voi: 'hard' })).toEqual([0, 255, 255, 255]);
    expect(await samples({ voi: 'soft' })).toEqual([0, 51, 255, 255]);
    await expect(renderPng(path, 0, { voi: 'lung' })).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('1 SOFT (C 128 W 256), 2 HARD (C 26 W 52), 3 Automatic'),
    });
  });

  it('passes on why a file cannot be rendered', async () => {
    await expect(renderPng(join(folder, 'absent'), 0)).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
