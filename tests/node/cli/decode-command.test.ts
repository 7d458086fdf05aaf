import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { decodeToJson, toJsonLine } from '#node/cli/decode-command';
import { greyFile, items } from '../../support/dicom-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-decode-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('decodeToJson', () => {
  it('hashes the stored values of all frames, little-endian, before any LUT', async () => {
    const values = [1, 256, 65535, 7];
    const file = greyFile(
      1,
      2,
      [0x0010, 0x0020, 'LO', 'MADE-UP'],
      [0x0028, 0x0008, 'IS', '2'],
      [0x0028, 0x1053, 'DS', '10'],
      [0x7fe0, 0x0010, 'OW', values],
    );
    const path = fileOf('film', file);
    expect(await decodeToJson(path)).toMatchObject({
      file: path,
      metadata: { container: 'dicom', patientId: 'MADE-UP', rows: 1, columns: 2, rescaleSlope: 10 },
      frames: 2,
      pixelsSha256: sha256(Uint8Array.of(1, 0, 0, 1, 255, 255, 7, 0)),
    });
  });

  it('says how large a pixel is and how that is known, and lists a table’s entries', async () => {
    const lut = items([
      [
        [0x0028, 0x3002, 'US', [3, 0, 8]],
        [0x0028, 0x3006, 'US', [0, 7, 255]],
      ],
    ]);
    const file = greyFile(1, 2, [0x0018, 0x1164, 'DS', '0.2\\0.1'], [0x0028, 0x3010, 'SQ', lut]);
    const line = JSON.parse(toJsonLine(await decodeToJson(fileOf('spaced', file)))) as unknown;
    expect(line).toMatchObject({
      metadata: {
        pixelSize: { rowSpacing: 0.2, columnSpacing: 0.1, known: 'atDetector' },
        voiLuts: [{ entries: [0, 7, 255], bitsPerEntry: 8 }],
      },
    });
  });

  it('reads a PNG as well', async () => {
    const path = fileOf('film.png', encode({ width: 2, height: 1, data: Uint8Array.of(3, 4), channels: 1 }));
    expect(await decodeToJson(path)).toMatchObject({ frames: 1, pixelsSha256: sha256(Uint8Array.of(3, 4)) });
  });

  it('turns a failure into a line', async () => {
    const path = fileOf('note.dcm', Buffer.from('no film'));
    const error = {
      code: 'not-an-image',
      message: 'The file is neither DICOM nor a picture of a known format.',
    };
    expect(await decodeToJson(path)).toEqual({ file: path, error });
  });
});
