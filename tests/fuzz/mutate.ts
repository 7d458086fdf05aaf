/** What a mutation may draw from. */
export interface MutationSource {
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Another valid file, to splice from. */
  readonly donor: Uint8Array;
}

type Mutation = (bytes: Uint8Array, source: MutationSource) => Uint8Array;

/** Lengths and counts on which parsers stumble: none, one, signs, the ends of 8, 16 and 32 bits, 46,341 squared. */
const interesting = [
  0, 1, 2, 7, 8, 9, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xb505, 0xfffe, 0xffff, 0x10000, 0x7fffffff,
  0x80000000, 0xfffffffe, 0xffffffff,
];

/** Weighted by repetition: a file cut short is soon said, whatever else befell it. */
const mutations: readonly Mutation[] = [
  ...Array<Mutation>(4).fill(flipBit),
  ...Array<Mutation>(4).fill(setByte),
  ...Array<Mutation>(5).fill(writeShort),
  ...Array<Mutation>(5).fill(writeLong),
  ...Array<Mutation>(2).fill(remove),
  ...Array<Mutation>(2).fill(repeat),
  ...Array<Mutation>(2).fill(splice),
  truncate,
];

/**
 * A damaged copy of a file: one to six changes to its header, the neighbourhood of its pixel data, or anywhere. The
 * same numbers from `random` give the same bytes.
 */
export function mutate(original: Uint8Array, source: MutationSource): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(original);
  const changes = 1 + below(6, source);
  for (let change = 0; change < changes && bytes.length > 0; change++)
    bytes = mutations[below(mutations.length, source)]!(bytes, source);
  return bytes;
}

function below(limit: number, { random }: MutationSource): number {
  return Math.floor(random() * limit);
}

/** Half of all changes go where lengths and counts stand. */
function position(bytes: Uint8Array, source: MutationSource): number {
  const choice = source.random();
  if (choice < 0.4) return below(Math.min(bytes.length, 2048), source);
  const pixelData = choice < 0.7 ? pixelDataOf(bytes) : -1;
  if (pixelData < 0) return below(bytes.length, source);
  return Math.min(bytes.length - 1, pixelData + below(512, source));
}

/** Where the Pixel Data element begins in a little-endian DICOM file, or -1. */
function pixelDataOf(bytes: Uint8Array): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('e07f1000', 0, 'hex');
}

function flipBit(bytes: Uint8Array, source: MutationSource): Uint8Array {
  bytes[position(bytes, source)]! ^= 1 << below(8, source);
  return bytes;
}

function setByte(bytes: Uint8Array, source: MutationSource): Uint8Array {
  bytes[position(bytes, source)] = below(256, source);
  return bytes;
}

function writeShort(bytes: Uint8Array, source: MutationSource): Uint8Array {
  return write(bytes, 2, source);
}

function writeLong(bytes: Uint8Array, source: MutationSource): Uint8Array {
  return write(bytes, 4, source);
}

/** Little-endian or big-endian, since JPEG, PNG and TIFF count the other way round. */
function write(bytes: Uint8Array, width: 2 | 4, source: MutationSource): Uint8Array {
  const at = position(bytes, source);
  const value = interesting[below(interesting.length, source)]!;
  const isLittle = source.random() < 0.5;
  for (let i = 0; i < width && at + i < bytes.length; i++)
    bytes[at + i] = Math.floor(value / 256 ** (isLittle ? i : width - 1 - i)) & 0xff;
  return bytes;
}

function truncate(bytes: Uint8Array, source: MutationSource): Uint8Array {
  return bytes.slice(0, position(bytes, source));
}

function remove(bytes: Uint8Array, source: MutationSource): Uint8Array {
  const at = position(bytes, source);
  return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + below(64, source)));
}

function repeat(bytes: Uint8Array, source: MutationSource): Uint8Array {
  const at = position(bytes, source);
  const end = Math.min(bytes.length, at + 1 + below(256, source));
  const times = Array.from({ length: 1 + below(16, source) }, () => bytes.subarray(at, end));
  return joined(bytes.subarray(0, end), ...times, bytes.subarray(end));
}

function splice(bytes: Uint8Array, source: MutationSource): Uint8Array {
  const { donor } = source;
  const from = below(donor.length, source);
  const piece = donor.subarray(from, from + 1 + below(512, source));
  bytes.set(
    piece.subarray(0, bytes.length),
    Math.min(position(bytes, source), Math.max(0, bytes.length - piece.length)),
  );
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
