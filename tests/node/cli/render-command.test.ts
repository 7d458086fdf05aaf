import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { renderPng } from '#node/cli/render-command';
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

  it('passes on why a file cannot be rendered', async () => {
    await expect(renderPng(join(folder, 'absent'), 0)).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
