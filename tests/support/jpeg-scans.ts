/** The coefficients of each block of one component, in zigzag order, row by row of blocks. */
export type Blocks = readonly (readonly number[])[];

export interface JpegOptions {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: 8 | 12;
  /** Bits of every code in the Huffman tables: 9 or, beyond any decoder's short cut, 16. */
  readonly codeLength?: 9 | 16;
  /** Blocks between restart markers; none if absent. */
  readonly restartInterval?: number;
}

/** A scan of a progression: which coefficients, from which bit on and down to which bit (ITU-T T.81 G.1.2). */
export type Pass = readonly [first: number, last: number, high: number, low: number];

/** An extended sequential JPEG (SOF1) of one component, quantised by 1 everywhere. */
export function sequentialJpeg(blocks: Blocks, options: JpegOptions): Uint8Array {
  const writer = new BitWriter(options.codeLength ?? 9);
  let prediction = 0;
  blocks.forEach((block, i) => {
    if (options.restartInterval && i > 0 && i % options.restartInterval === 0) {
      writer.restart(i / options.restartInterval - 1);
      prediction = 0;
    }
    writer.number(0, block[0]! - prediction);
    prediction = block[0]!;
    writeBand(writer, block, 1, 63, 0);
  });
  return jpeg(0xc1, options, [scan([0, 63, 0, 0], writer)]);
}

/** A progressive JPEG (SOF2) of one component, quantised by 1 everywhere. */
export function progressiveJpeg(
  blocks: Blocks,
  passes: readonly Pass[],
  options: JpegOptions,
  process = 0xc2,
): Uint8Array {
  const scans = passes.map((pass) => {
    const [first, last, high, low] = pass;
    const writer = new BitWriter(options.codeLength ?? 9);
    let prediction = 0;
    for (const block of blocks)
      if (first > 0 && high > 0) refineBand(writer, block, first, last, low);
      else if (first > 0) writeBand(writer, block, first, last, low);
      else if (high > 0) writer.bits((block[0]! >> low) & 1, 1);
      else {
        writer.number(0, (block[0]! >> low) - prediction);
        prediction = block[0]! >> low;
      }
    return scan(pass, writer);
  });
  return jpeg(process, options, scans);
}

export function segment(marker: number, payload: readonly number[]): Buffer {
  return Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255, ...payload]);
}

function jpeg(process: number, options: JpegOptions, scans: readonly Buffer[]): Uint8Array {
  const { width, height, bitsPerSample, codeLength = 9, restartInterval } = options;
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(process, [bitsPerSample, ...size, 1, 1, 0x11, 0]),
    huffmanTable(0x00, codeLength),
    huffmanTable(0x10, codeLength),
    ...(restartInterval ? [segment(0xdd, [restartInterval >> 8, restartInterval & 255])] : []),
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Every symbol has a code of the same length that is the symbol itself. */
function huffmanTable(id: number, codeLength: number): Buffer {
  const counts = Array<number>(16).fill(0);
  counts[codeLength - 1] = 255;
  return segment(0xc4, [id, ...counts, ...Array.from({ length: 255 }, (_, i) => i)]);
}

function scan([first, last, high, low]: Pass, writer: BitWriter): Buffer {
  return Buffer.concat([segment(0xda, [1, 1, 0, first, last, (high << 4) | low]), writer.end()]);
}

/** Point-transformed AC coefficients towards zero (G.1.2.1), as runs of zeros and values (F.1.2.2). */
function writeBand(
  writer: BitWriter,
  block: readonly number[],
  first: number,
  last: number,
  low: number,
): void {
  let run = 0;
  for (let k = first; k <= last; k++) {
    const value = Math.trunc((block[k] ?? 0) / 2 ** low);
    if (value === 0) run++;
    else {
      for (; run > 15; run -= 16) writer.code(0xf0);
      writer.number(run << 4, value);
      run = 0;
    }
  }
  if (run > 0) writer.code(0x00);
}

/** One more bit of the coefficients known, interleaved with those that become 1 or -1 (G.1.2.3). */
function refineBand(
  writer: BitWriter,
  block: readonly number[],
  first: number,
  last: number,
  low: number,
): void {
  const size = (k: number): number => Math.trunc(Math.abs(block[k] ?? 0) / 2 ** low);
  let run = 0;
  let corrections: number[] = [];
  const flush = (): void => {
    for (const bit of corrections) writer.bits(bit, 1);
    corrections = [];
  };
  let lastNew = 0;
  for (let k = first; k <= last; k++) if (size(k) === 1) lastNew = k;
  for (let k = first; k <= last; k++) {
    if (size(k) > 1) corrections.push(size(k) & 1);
    else if (size(k) === 0) {
      run++;
      if (run === 16 && k < lastNew) {
        writer.code(0xf0);
        flush();
        run = 0;
      }
    } else {
      writer.code((run << 4) | 1);
      writer.bits(block[k]! > 0 ? 1 : 0, 1);
      flush();
      run = 0;
    }
  }
  if (run > 0 || corrections.length > 0) writer.code(0x00);
  flush();
}

/** Entropy-coded data with its stuffed bytes. */
class BitWriter {
  readonly #codeLength: number;
  readonly #bytes: number[] = [];
  #pending: number[] = [];

  constructor(codeLength: number) {
    this.#codeLength = codeLength;
  }

  code(symbol: number): void {
    this.bits(symbol, this.#codeLength);
  }

  /** A value after the symbol that holds its number of bits beside what else is given. */
  number(symbol: number, value: number): void {
    const size = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
    this.code(symbol | size);
    this.bits(value < 0 ? value + 2 ** size - 1 : value, size);
  }

  bits(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) this.#pending.push((value >> i) & 1);
    while (this.#pending.length >= 8) this.#push(this.#pending.splice(0, 8));
  }

  restart(number: number): void {
    this.#align();
    this.#bytes.push(0xff, 0xd0 + (number & 7));
  }

  end(): Buffer {
    this.#align();
    return Buffer.from(this.#bytes);
  }

  #align(): void {
    if (this.#pending.length > 0) this.bits(255, 8 - this.#pending.length);
  }

  #push(bits: readonly number[]): void {
    const byte = bits.reduce((sum, bit) => 2 * sum + bit, 0);
    this.#bytes.push(byte);
    if (byte === 0xff) this.#bytes.push(0);
  }
}
