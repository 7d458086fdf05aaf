import { readSafetensors } from '../../../training/weights/safetensors.ts';

/** A safetensors file of one tensor, its header padded so that the values lie off a multiple of four. */
function file(dtype: string, shape: readonly number[], end: number, values: Float32Array): Uint8Array {
  const header = JSON.stringify({ __metadata__: { a: 'b' }, w: { dtype, shape, data_offsets: [0, end] } });
  const padded = new TextEncoder().encode(header + ' '.repeat(5 - (header.length % 4)));
  const length = new Uint8Array(new BigUint64Array([BigInt(padded.length)]).buffer);
  return Uint8Array.of(...length, ...padded, ...new Uint8Array(values.buffer));
}

describe('readSafetensors', () => {
  it('reads shape and values wherever they lie', () => {
    const values = Float32Array.of(1.5, -2, 3, 4, 5, 6);
    const bytes = file('F32', [2, 3], 24, values);
    expect(readSafetensors(bytes).get('w')).toEqual({ shape: [2, 3], values });
    expect(readSafetensors(Buffer.from(bytes)).get('w')).toEqual({ shape: [2, 3], values });
  });

  it('refuses another type, a shape that does not fit, and a header beyond the file', () => {
    const values = new Float32Array(6);
    expect(() => readSafetensors(file('F16', [2, 3], 24, values))).toThrow('holds F16');
    expect(() => readSafetensors(file('F32', [2, 4], 24, values))).toThrow('does not fit');
    expect(() => readSafetensors(file('F32', [2, 4], 32, values))).toThrow('does not fit');
    expect(() => readSafetensors(file('F32', [2, 3], 24, values).subarray(0, 40))).toThrow('beyond the file');
  });
});
