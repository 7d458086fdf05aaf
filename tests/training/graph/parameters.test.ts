import { blocksOf, layOut, packParameters, unpackParameters } from '../../../training/graph/parameters.ts';

const spec = (name: string, ...shape: number[]) => ({ name, shape, learningRateScale: 1, decays: true });
const vector = layOut([
  spec('a', 3),
  spec('b', 2, 2),
  spec('large', 1024, 1025),
  spec('larger', 2 ** 21),
  spec('c', 5),
]);

describe('blocksOf', () => {
  it('keeps small parameters together and large ones apart, in order and without a gap', () => {
    const blocks = blocksOf(vector);
    expect(blocks.map(({ specs }) => specs.map(({ name }) => name))).toEqual([
      ['a', 'b'],
      ['large'],
      ['larger'],
      ['c'],
    ]);
    const ends = blocks.map(({ offset, size }) => offset + size);
    expect(blocks.map(({ offset }) => offset)).toEqual([0, ...ends.slice(0, -1)]);
    expect(ends.at(-1)).toBe(vector.size);
  });
});

describe('blocksOf with parameters apart', () => {
  it('puts none of them into a block with others', () => {
    const mixed = layOut([spec('a', 3), spec('b.mean', 2), spec('c.mean', 2), spec('d', 1)]);
    const blocks = blocksOf(mixed, ({ name }) => name.endsWith('.mean'));
    expect(blocks.map(({ specs }) => specs.map(({ name }) => name))).toEqual([
      ['a'],
      ['b.mean', 'c.mean'],
      ['d'],
    ]);
  });
});

describe('packParameters', () => {
  const small = layOut([spec('a', 3), spec('b', 2, 2)]);

  it('puts tensors in the order of the vector, from which they can be told again', () => {
    const packed = packParameters(
      small,
      new Map([
        ['b', { values: Float32Array.of(4, 5, 6, 7) }],
        ['a', { values: Float32Array.of(1, 2, 3) }],
      ]),
    );
    expect([...packed]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(unpackParameters(small, packed).get('b')).toEqual({
      shape: [2, 2],
      values: Float32Array.of(4, 5, 6, 7),
    });
  });

  it('names what is absent', () => {
    expect(() => packParameters(small, new Map())).toThrow('a has no values, not 3.');
  });
});
