import { canFilter, filteredFrame, filterWords, noFilters } from '#common/imaging/film-filters';
import { windowVoi } from '#common/imaging/voi';
import { filmValues, frameOf } from '../../support/synthetic-frame.ts';

const ownVoi = windowVoi({ center: 2048, width: 4096 });
const both = { sharpened: true, localContrast: true };
const sharpened = { sharpened: true, localContrast: false };
const localContrast = { sharpened: false, localContrast: true };

describe('filteredFrame', () => {
  it('is the frame itself without a filter, and for colour', () => {
    const grey = frameOf(2, 2, Uint16Array.of(1, 2, 3, 4));
    const colour = frameOf(1, 1, Uint8Array.of(1, 2, 3), { samplesPerPixel: 3, bitsStored: 8 });
    expect(filteredFrame(grey, ownVoi, noFilters)).toBe(grey);
    expect(filteredFrame(colour, ownVoi, both)).toBe(colour);
    expect(canFilter(colour.description.pixels)).toBe(false);
  });

  it('leaves the values that are measured and classified as they are', () => {
    const values = filmValues(64, 64, 4095, new Uint16Array(64 * 64));
    const before = values.slice();
    const filtered = filteredFrame(frameOf(64, 64, values, { bitsStored: 12 }), ownVoi, both);
    expect(values).toEqual(before);
    expect(filtered.storedValues).not.toEqual(before);
    expect(filtered.storedValues).toBeInstanceOf(Uint16Array);
  });

  it('spreads contrast between the ends of the film’s own window, through the rescale', () => {
    // In modality units 2 v - 100, so the window 0 to 200 is 50 to 150 stored; what lies outside stays.
    const values = Uint16Array.from({ length: 100 }, (_, i) => (i < 50 ? 60 : i < 98 ? 140 : 160));
    const frame = frameOf(10, 10, values, { bitsStored: 12, rescaleSlope: 2, rescaleIntercept: -100 });
    const filtered = filteredFrame(frame, windowVoi({ center: 100, width: 200 }), localContrast);
    expect([...filtered.storedValues.slice(98)]).toEqual([160, 160]);
    expect(filtered.storedValues.every((value) => value >= 50 && value <= 160)).toBe(true);
    expect(filtered.storedValues[0]).not.toBe(60);
  });

  it('keeps within the bits of the file', () => {
    const values = Uint16Array.from({ length: 20 }, (_, i) => (i < 10 ? 5 : 4090));
    const filtered = filteredFrame(frameOf(1, 20, values, { bitsStored: 12 }), ownVoi, sharpened);
    expect(Math.min(...filtered.storedValues)).toBe(0);
    expect(Math.max(...filtered.storedValues)).toBe(4095);
  });

  it('makes nothing padding that was none', () => {
    const values = Uint16Array.from({ length: 20 }, (_, i) => (i < 10 ? 5 : 4090));
    const padding = { bitsStored: 12, pixelPadding: { lower: 0, upper: 0 } };
    const filtered = filteredFrame(frameOf(1, 20, values, padding), ownVoi, sharpened);
    // The sample beside the edge would fall to 0, which is shown as no part of the picture.
    expect(filtered.storedValues[9]).toBe(5);
  });
});

describe('filterWords', () => {
  it('name what was done to the picture', () => {
    expect([noFilters, sharpened, both].map((one) => filterWords(one))).toEqual([
      null,
      'Sharpened',
      'Sharpened · Local contrast (CLAHE)',
    ]);
  });
});
