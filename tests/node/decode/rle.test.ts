import { decodeRle } from '#node/decode/rle';

/** A frame of RLE Lossless (PS3.5 G.5): the count, fifteen offsets, and the segments one after another. */
function frameOf(segments: readonly (readonly number[])[], changes: Readonly<Record<number, number>> = {}) {
  const header = new Uint32Array(16);
  let start = 64;
  header[0] = segments.length;
  segments.forEach((segment, i) => {
    header[1 + i] = start;
    start += segment.length;
  });
  for (const [index, value] of Object.entries(changes)) header[Number(index)] = value;
  return Uint8Array.of(...new Uint8Array(header.buffer), ...segments.flat());
}

const grey = (rows: number, columns: number, bitsAllocated: 1 | 8 | 16 | 32) =>
  ({ rows, columns, samplesPerPixel: 1, bitsAllocated }) as const;

describe('decodeRle', () => {
  // 0x02 copies three bytes, 0xfe (-2) repeats the next one three times, 0x80 (-128) stands for nothing.
  const packed = [0x02, 10, 20, 30, 0x80, 0xfe, 7];

  it('undoes literal runs, repeated runs and the code that means nothing', () => {
    expect([...decodeRle(frameOf([packed]), grey(2, 3, 8))]).toEqual([10, 20, 30, 7, 7, 7]);
  });

  it('leaves out the padding that follows the last pixel, and a run that outlasts it', () => {
    expect([...decodeRle(frameOf([[...packed, 0]]), grey(2, 3, 8))]).toEqual([10, 20, 30, 7, 7, 7]);
    expect([...decodeRle(frameOf([packed]), grey(1, 4, 8))]).toEqual([10, 20, 30, 7]);
  });

  it('puts the most significant byte, which comes first, last', () => {
    const high = [0x01, 0x12, 0x34];
    const low = [0x01, 0x56, 0x78];
    expect([...decodeRle(frameOf([high, low]), grey(1, 2, 16))]).toEqual([0x56, 0x12, 0x78, 0x34]);
    const four = [
      [0x00, 0xaa],
      [0x00, 0xbb],
      [0x00, 0xcc],
      [0x00, 0xdd],
    ];
    expect([...decodeRle(frameOf(four), grey(1, 1, 32))]).toEqual([0xdd, 0xcc, 0xbb, 0xaa]);
  });

  it('interleaves the samples, whose segments stand one after another', () => {
    const [red, green, blue] = [
      [0x01, 1, 2],
      [0x01, 3, 4],
      [0x01, 5, 6],
    ] as const;
    const layout = { rows: 1, columns: 2, samplesPerPixel: 3, bitsAllocated: 8 } as const;
    expect([...decodeRle(frameOf([red, green, blue]), layout)]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('leaves single bits packed, eight pixels a byte', () => {
    expect([...decodeRle(frameOf([[0x01, 0b10110001, 0b1]]), grey(3, 3, 1))]).toEqual([0b10110001, 0b1]);
  });

  it.each<[string, Uint8Array, string]>([
    ['no whole header', frameOf([packed]).subarray(0, 63), 'truncated-file'],
    ['another number of segments', frameOf([packed, packed]), 'malformed-file'],
    ['a count beyond all segments', frameOf([packed], { 0: 0xffffffff }), 'malformed-file'],
    ['an offset into the header', frameOf([packed], { 1: 60 }), 'malformed-file'],
    ['an offset past the end', frameOf([packed], { 1: 72 }), 'malformed-file'],
    ['a literal run that is cut short', frameOf([packed]).subarray(0, 67), 'truncated-file'],
    ['a repeated run without its byte', frameOf([packed]).subarray(0, 70), 'truncated-file'],
    ['codes without a pixel', frameOf([[0x80, 0x80, 0x80]]), 'truncated-file'],
  ])('refuses %s', (_, frame, code) => {
    expect(() => decodeRle(frame, grey(2, 3, 8))).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a frame that is too short for its size before anything is allocated', () => {
    const bomb = () => decodeRle(frameOf([packed]), grey(65_535, 65_535, 8));
    expect(bomb).toThrow(expect.objectContaining({ code: 'truncated-file' }));
  });

  it('refuses segments that run backwards', () => {
    const frame = frameOf([packed, packed], { 1: 71, 2: 64 });
    expect(() => decodeRle(frame, grey(2, 3, 16))).toThrow(
      expect.objectContaining({ code: 'malformed-file' }),
    );
  });
});
