import { greyPlane, isGreyscale } from '#common/imaging/grey';
import { inTrueColour } from '#common/imaging/palette';
import { frameOf } from '../../support/synthetic-frame.ts';

const palette = {
  firstMapped: 10,
  red: Uint16Array.of(0, 65535, 257),
  green: Uint16Array.of(0, 0, 514),
  blue: Uint16Array.of(0, 65535, 771),
  bitsPerEntry: 16,
} as const;
const indices = Uint8Array.of(3, 10, 11, 12, 200);
const frame = frameOf(1, 5, indices, {
  bitsAllocated: 8,
  bitsStored: 8,
  photometricInterpretation: 'PALETTE COLOR',
  palette,
});

describe('inTrueColour', () => {
  it('looks indices up, those outside at the first and last colour', () => {
    const { storedValues, description } = inTrueColour(frame);
    expect(storedValues).toEqual(
      Uint16Array.of(0, 0, 0, 0, 0, 0, 65535, 0, 65535, 257, 514, 771, 257, 514, 771),
    );
    expect(description.pixels).toMatchObject({
      samplesPerPixel: 3,
      photometricInterpretation: 'RGB',
      bitsStored: 16,
      palette: null,
    });
  });

  it('leaves any other frame alone', () => {
    const grey = frameOf(1, 1, Uint8Array.of(1));
    expect(inTrueColour(grey)).toBe(grey);
  });
});

describe('a palette image', () => {
  it('is grey or not by its colours, and is weighed as they are', () => {
    expect(isGreyscale(frame)).toBe(false);
    const { values } = greyPlane(frame);
    expect(Array.from(values)[2]).toBeCloseTo((0.299 + 0.114) * 65535, 1);
  });
});
