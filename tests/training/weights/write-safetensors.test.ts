import { readSafetensors } from '../../../training/weights/safetensors.ts';
import { readSafetensorsMetadata, writeSafetensors } from '../../../training/weights/write-safetensors.ts';

describe('writeSafetensors', () => {
  it('writes what the reader reads, and its texts', () => {
    const tensors = new Map([
      ['a', { shape: [2, 2], values: Float32Array.of(1, -2, 3.5, NaN) }],
      ['b', { shape: [0], values: new Float32Array(0) }],
    ]);
    const bytes = writeSafetensors(tensors, { step: '7' });
    expect(readSafetensors(bytes)).toEqual(tensors);
    expect(readSafetensorsMetadata(bytes)).toEqual({ step: '7' });
  });

  it('starts the values at a multiple of eight bytes, as the format asks', () => {
    const bytes = writeSafetensors(new Map([['a', { shape: [1], values: Float32Array.of(1) }]]), {
      odd: 'x',
    });
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) % 8).toBe(0);
  });
});
