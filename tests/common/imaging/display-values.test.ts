import { deepDisplayValues, displayValues } from '#common/imaging/display-values';
import { windowVoi } from '#common/imaging/voi';
import { frameOf } from '../../support/synthetic-frame.ts';

const window = windowVoi({ center: 128, width: 256 });

describe('displayValues', () => {
  it.each([
    ['signed 16-bit', Int16Array.of(-5, 0, 51, 255, 300), { pixelRepresentation: 1 }],
    ['unsigned 32-bit', Uint32Array.of(0, 0, 51, 255, 4e9), { bitsAllocated: 32, bitsStored: 32 }],
    ['signed 32-bit', Int32Array.of(-2e9, 0, 51, 255, 2e9), { bitsAllocated: 32, pixelRepresentation: 1 }],
    ['float', Float32Array.of(-5, 0, 51, 255, 300), { bitsAllocated: 32, sampleType: 'float' }],
    ['double', Float64Array.of(-1e300, 0, 51, 255, 1e300), { bitsAllocated: 64, sampleType: 'float' }],
  ] as const)('shows %s values alike, though only some fit a table', (_, values, pixels) => {
    expect([...displayValues(frameOf(1, 5, values, pixels), window, false)]).toEqual([0, 0, 51, 255, 255]);
    expect([...displayValues(frameOf(1, 5, values, pixels), window, true)]).toEqual([255, 255, 204, 0, 0]);
  });

  it('shows what is no number as black', () => {
    const frame = frameOf(1, 2, Float32Array.of(NaN, 255), { bitsAllocated: 32, sampleType: 'float' });
    expect([...displayValues(frame, window, true)]).toEqual([0, 0]);
  });

  it('reads single bits a byte each', () => {
    const bits = frameOf(1, 2, Uint8Array.of(0, 1), { bitsAllocated: 1, bitsStored: 1 });
    expect([...displayValues(bits, windowVoi({ center: 1, width: 2 }), false)]).toEqual([0, 255]);
  });
});

describe('deepDisplayValues', () => {
  it('spreads the same brightness over more bits', () => {
    // A fifth and the whole of 2^10 - 1.
    expect([...deepDisplayValues(frameOf(1, 2, Uint16Array.of(51, 255)), window, false, 10)]).toEqual([
      205, 1023,
    ]);
  });
});
