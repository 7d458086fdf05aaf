import { decodeFrame } from '#node/decode/decode-frame';
import { encodeJpeg } from '../../support/codestreams.ts';
import { exifBlock } from '../../support/exif-block.ts';
import { segment, sequentialJpeg } from '../../support/jpeg-scans.ts';

/** The codestream with an EXIF block after its first marker. */
function held(jpeg: Uint8Array, exif: Uint8Array): Uint8Array {
  const block = segment(0xe1, [...Buffer.from('Exif\0\0'), ...exif]);
  return Buffer.concat([jpeg.subarray(0, 2), block, jpeg.subarray(2)]);
}

/** Three flat blocks above three more, of 12 bits. */
const levels = [100, 200, 300, 400, 500, 600];
const film = sequentialJpeg(
  levels.map((level) => [8 * level]),
  { width: 24, height: 16, bitsPerSample: 12 },
);

/** The levels of a decoded picture block by block, above 2048. */
async function blocksOf(jpeg: Uint8Array) {
  const { description, storedValues } = await decodeFrame(jpeg, 0);
  const { rows, columns } = description.pixels;
  const blocks = [];
  for (let row = 0; row < rows; row += 8) {
    const line = [];
    for (let column = 0; column < columns; column += 8)
      line.push(storedValues[row * columns + column]! - 2048);
    blocks.push(line);
  }
  return blocks;
}

describe('decodeFrame of a JPEG file', () => {
  // EXIF 2.3, Orientation: where the stored first row and first column are in the picture as it is meant.
  it.each([
    [
      1,
      'top',
      'left',
      [
        [100, 200, 300],
        [400, 500, 600],
      ],
    ],
    [
      2,
      'top',
      'right',
      [
        [300, 200, 100],
        [600, 500, 400],
      ],
    ],
    [
      3,
      'bottom',
      'right',
      [
        [600, 500, 400],
        [300, 200, 100],
      ],
    ],
    [
      4,
      'bottom',
      'left',
      [
        [400, 500, 600],
        [100, 200, 300],
      ],
    ],
    [
      5,
      'left',
      'top',
      [
        [100, 400],
        [200, 500],
        [300, 600],
      ],
    ],
    [
      6,
      'right',
      'top',
      [
        [400, 100],
        [500, 200],
        [600, 300],
      ],
    ],
    [
      7,
      'right',
      'bottom',
      [
        [600, 300],
        [500, 200],
        [400, 100],
      ],
    ],
    [
      8,
      'left',
      'bottom',
      [
        [300, 600],
        [200, 500],
        [100, 400],
      ],
    ],
  ])(
    'puts the first row and column of orientation %i at the %s and the %s',
    async (orientation, _, __, blocks) => {
      expect(await blocksOf(held(film, exifBlock(orientation)))).toEqual(blocks);
    },
  );

  it.each([
    ['an orientation that EXIF does not know', exifBlock(9)],
    ['an EXIF block that is cut', exifBlock(6).subarray(0, 12)],
    ['an EXIF block of noise', Buffer.alloc(40, 0xa5)],
    [
      'an EXIF block whose directory follows itself',
      Buffer.concat([exifBlock(6).subarray(0, -4), Buffer.from([0, 0, 0, 8])]),
    ],
  ])('leaves a film with %s as it lies', async (_, exif) => {
    expect(await blocksOf(held(film, exif))).toEqual([
      [100, 200, 300],
      [400, 500, 600],
    ]);
  });

  it('keeps twelve bits', async () => {
    const { description, storedValues } = await decodeFrame(film, 0);
    expect(description).toMatchObject({
      container: 'jpeg',
      pixels: { bitsAllocated: 16, bitsStored: 12, lossy: true, photometricInterpretation: 'MONOCHROME2' },
    });
    expect(storedValues).toBeInstanceOf(Uint16Array);
  });

  it('turns colour pixel by pixel', async () => {
    const green = Uint8Array.from({ length: 3 * 64 * 32 }, (_, i) => (i % 3 === 1 ? 200 : 20));
    const jpeg = await encodeJpeg(green, 64, 32, 3);
    const upright = await decodeFrame(jpeg, 0);
    const turned = await decodeFrame(held(jpeg, exifBlock(8)), 0);
    expect(turned.description.pixels).toMatchObject({ rows: 64, columns: 32, samplesPerPixel: 3 });
    expect([...turned.storedValues.slice(0, 3)]).toEqual([...upright.storedValues.slice(0, 3)]);
  });
});
