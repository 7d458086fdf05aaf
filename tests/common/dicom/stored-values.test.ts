import { toStoredValues } from '#common/dicom/stored-values';

const words = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);

describe('toStoredValues', () => {
  it('drops what stands above the stored bits', () => {
    const layout = { bitsAllocated: 16, bitsStored: 12, highBit: 11, pixelRepresentation: 0 } as const;
    expect(toStoredValues(words(0xf123, 0x0fff), layout)).toEqual(Uint16Array.of(0x123, 0xfff));
  });

  it('extends the sign from the highest stored bit', () => {
    const layout = { bitsAllocated: 16, bitsStored: 12, highBit: 11, pixelRepresentation: 1 } as const;
    expect(toStoredValues(words(0x0800, 0x07ff, 0xffff), layout)).toEqual(Int16Array.of(-2048, 2047, -1));
  });

  it('moves bits down that are stored at the top', () => {
    const layout = { bitsAllocated: 16, bitsStored: 12, highBit: 15, pixelRepresentation: 0 } as const;
    expect(toStoredValues(words(0x123f, 0xfff0), layout)).toEqual(Uint16Array.of(0x123, 0xfff));
  });

  it('views whole bytes and words as they are', () => {
    const signed = { bitsAllocated: 8, bitsStored: 8, highBit: 7, pixelRepresentation: 1 } as const;
    expect(toStoredValues(Uint8Array.of(255, 127), signed)).toEqual(Int8Array.of(-1, 127));
    const wide = { bitsAllocated: 16, bitsStored: 16, highBit: 15, pixelRepresentation: 1 } as const;
    expect(toStoredValues(words(0xfffe), wide)).toEqual(Int16Array.of(-2));
  });
});
