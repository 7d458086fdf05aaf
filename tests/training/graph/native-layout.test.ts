import { packsByEight } from '../../../training/graph/native-layout.ts';

describe('packsByEight', () => {
  it.each([
    [['sse4_2', 'avx', 'avx2'], true],
    [['avx', 'avx2', 'avx512f'], false],
    [['sse4_2'], false],
    [[], false],
  ])('with %j is %s', (flags, expected) => {
    expect(packsByEight(new Set(flags))).toBe(expected);
  });
});
