/** How a lossless JPEG is written; what is absent is the plainest there is. */
export interface LosslessOptions {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount?: 1 | 3;
  /** Selection value of ITU-T T.81 table H.1. */
  readonly predictor?: number;
  readonly pointTransform?: number;
  /** Lines between restart markers. */
  readonly restartLines?: number;
  /** One scan a component instead of one for all. */
  readonly separateScans?: boolean;
}

const codeLength = 5;
const categories = 17;

/** Encodes samples, interleaved by pixel, as T.81 annex H says, with codes of five bits for every category. */
export function encodeLosslessJpeg(samples: ArrayLike<number>, options: LosslessOptions): Uint8Array {
  const { width, height, bitsPerSample, componentCount = 1, restartLines = 0, separateScans } = options;
  const { predictor = 1, pointTransform = 0 } = options;
  const components = Array.from({ length: componentCount }, (_, i) => i);
  const scans = separateScans ? components.map((one) => [one]) : [components];
  const frame = [bitsPerSample, ...be16(height), ...be16(width), componentCount];
  const lengths = Array.from({ length: 16 }, (_, i) => (i + 1 === codeLength ? categories : 0));
  return Uint8Array.of(
    ...[0xff, 0xd8],
    ...segment(0xc4, [0, ...lengths, ...Array.from({ length: categories }, (_, i) => i)]),
    ...segment(0xc3, [...frame, ...components.flatMap((one) => [one + 1, 0x11, 0])]),
    ...(restartLines > 0 ? segment(0xdd, be16(restartLines * width)) : []),
    ...scans.flatMap((scan) => [
      ...segment(0xda, [scan.length, ...scan.flatMap((one) => [one + 1, 0]), predictor, 0, pointTransform]),
      ...entropyCoded(samples, options, scan),
    ]),
    ...[0xff, 0xd9],
  );
}

function entropyCoded(samples: ArrayLike<number>, options: LosslessOptions, scan: readonly number[]) {
  const { width, height, restartLines = 0 } = options;
  const bytes: number[] = [];
  let bits = '';
  for (let y = 0; y < height; y++) {
    if (restartLines > 0 && y > 0 && y % restartLines === 0) {
      bytes.push(...stuffed(bits), 0xff, 0xd0 + ((y / restartLines - 1) % 8));
      bits = '';
    }
    const isFirst = y === 0 || (restartLines > 0 && y % restartLines === 0);
    for (let x = 0; x < width; x++)
      for (const component of scan) bits += difference(samples, options, x, y, component, isFirst);
  }
  return [...bytes, ...stuffed(bits)];
}

function difference(
  samples: ArrayLike<number>,
  { width, bitsPerSample, componentCount = 1, predictor = 1, pointTransform = 0 }: LosslessOptions,
  x: number,
  y: number,
  component: number,
  isFirst: boolean,
): string {
  const at = (column: number, row: number): number =>
    samples[(row * width + column) * componentCount + component]! >> pointTransform;
  const predicted = (): number => {
    if (isFirst) return x === 0 ? 2 ** (bitsPerSample - pointTransform - 1) : at(x - 1, y);
    if (x === 0) return at(0, y - 1);
    const [a, b, c] = [at(x - 1, y), at(x, y - 1), at(x - 1, y - 1)];
    return [a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1][predictor - 1]!;
  };
  const value = (((at(x, y) - predicted() + 32_767) & 0xffff) - 32_767) | 0;
  const category = value === 32_768 ? 16 : 32 - Math.clz32(Math.abs(value));
  const code = category.toString(2).padStart(codeLength, '0');
  if (category === 0 || category === 16) return code;
  return code + (value < 0 ? value + 2 ** category - 1 : value).toString(2).padStart(category, '0');
}

/** Bits as bytes, filled up with ones, each 0xff followed by a zero (B.1.1.5). */
function stuffed(bits: string): number[] {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes = padded.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? [];
  return bytes.flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte]));
}

function segment(marker: number, payload: readonly number[]): number[] {
  return [0xff, marker, ...be16(payload.length + 2), ...payload];
}

function be16(value: number): number[] {
  return [value >> 8, value & 0xff];
}
