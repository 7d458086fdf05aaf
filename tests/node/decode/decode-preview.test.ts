import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFrame } from '#node/decode/decode-frame';
import { decodePreview } from '#node/decode/decode-preview';
import { encodeHtj2k } from '../../support/codestreams.ts';
import { dicomFile, encapsulated, greyFile, greyModule, withAttributes } from '../../support/dicom-bytes.ts';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

async function htj2kFile(rows: number, columns: number): Promise<Uint8Array> {
  const values = filmValues(rows, columns, 4095, new Uint16Array(rows * columns));
  const image = { width: columns, height: rows, bitsPerSample: 16, componentCount: 1 } as const;
  const codestream = await encodeHtj2k(values, image);
  return dicomFile(
    '1.2.840.10008.1.2.4.201',
    withAttributes(greyModule(rows, columns), [0x7fe0, 0x0010, 'OB', encapsulated([codestream])]),
  );
}

describe('decodePreview', () => {
  it('takes a large film from a lower resolution level', async () => {
    const file = await htj2kFile(1301, 350);
    const preview = (await decodePreview(file, 0))!;
    expect(preview.reduction).toBe(2);
    expect(preview.description.pixels).toMatchObject({ rows: 1301, columns: 350 });
    expect(preview.storedValues.length).toBe(651 * 175);
    const whole = await decodeFrame(file, 0);
    // A smooth film: each value stands for the pixel where it lies, to a few of 4095.
    for (const [row, column] of [
      [0, 0],
      [100, 80],
      [650, 174],
    ] as const)
      expect(
        Math.abs(preview.storedValues[row * 175 + column]! - whole.storedValues[row * 700 + 2 * column]!),
      ).toBeLessThan(20);
  });

  it('has none of small images, and of codecs without resolution levels', async () => {
    expect(await decodePreview(await htj2kFile(64, 64), 0)).toBeNull();
    expect(await decodePreview(greyFile(1300, 10), 0)).toBeNull();
  });
});

describeWithSharedData('a first look at a radiograph', (data) => {
  it('holds a sixteenth of its pixels', async () => {
    const file = readFileSync(join(data, 'dicom', 'pylibjpeg-data', 'NM_Kakadu44_SOTmarkerincons.dcm'));
    const preview = await decodePreview(file, 0);
    expect([preview?.reduction, preview?.storedValues.length]).toEqual([4, 625 * 512]);
  });
});
