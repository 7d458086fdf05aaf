/** A tensor of a safetensors file, as 32-bit floats in C order. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Reads a safetensors file: eight bytes with the little-endian length of a JSON header, the header, then
 * the values that its offsets point to.
 *
 * @throws RangeError naming the tensor that is not float32 or whose bytes do not fit its shape.
 */
export function readSafetensors(bytes: Uint8Array): ReadonlyMap<string, StoredTensor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = 8 + headerLength;
  if (start > bytes.length) throw new RangeError(`The header of ${headerLength} bytes goes beyond the file.`);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as Record<string, Entry>;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name !== '__metadata__') tensors.set(name, readTensor(name, entry, bytes.subarray(start)));
  }
  return tensors;
}

function readTensor(name: string, { dtype, shape, data_offsets }: Entry, values: Uint8Array): StoredTensor {
  const [begin, end] = data_offsets;
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (dtype !== 'F32') throw new RangeError(`${name} holds ${dtype}, not F32.`);
  if (end - begin !== 4 * size || end > values.length)
    throw new RangeError(`${name} of shape ${shape.join('x')} does not fit bytes ${begin} to ${end}.`);
  // Copied because the values need not lie on a multiple of four bytes; Buffer's own slice copies nothing.
  return { shape, values: new Float32Array(Uint8Array.from(values.subarray(begin, end)).buffer) };
}
