import type { StoredTensor } from './safetensors.ts';

/** Serialises 32-bit floats as a safetensors file, with texts of one's own under `__metadata__`. */
export function writeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  let offset = 0;
  const entries = [...tensors].map(([name, { shape, values }]) => {
    const begin = offset;
    offset += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer);
  const bodies = [...tensors.values()].map(
    ({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
  return Buffer.concat([length, header, ...bodies]);
}

/** The texts that `writeSafetensors` was given. */
export function readSafetensorsMetadata(bytes: Uint8Array): Readonly<Record<string, string>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, end))) as {
    readonly __metadata__?: Readonly<Record<string, string>>;
  };
  return header.__metadata__ ?? {};
}
