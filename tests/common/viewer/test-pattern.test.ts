import { patternPicture, patternSteps, testPattern } from '#common/viewer/test-pattern';

const size = { width: 960, height: 800 };
const { rgba } = patternPicture(size);
const greyAt = (x: number, y: number): number => rgba[4 * (y * size.width + x)]!;

describe('testPattern', () => {
  it('has 18 steps of even height from black to white', () => {
    const greys = testPattern(size)
      .filter(({ name }) => name === 'step')
      .map(({ left, top }) => greyAt(left + 3, top + 3));
    // 255 / 17 is 15.
    expect(greys).toEqual(Array.from({ length: patternSteps }, (_, step) => 15 * step));
  });

  it('has 5 % within black and 95 % within white', () => {
    for (const [name, outer, inner] of [
      ['low', 0, 13],
      ['high', 255, 242],
    ] as const) {
      const { left, top, width } = testPattern(size).find((patch) => patch.name === name)!;
      expect([greyAt(left, top), greyAt(left + width / 2, top + width / 2)]).toEqual([outer, inner]);
    }
  });

  it('has lines of one and of two device pixels, upright and lying, in five places', () => {
    const lines = testPattern(size).filter(({ name }) => name === 'lines');
    expect(lines).toHaveLength(5 * 4);
    const across = lines.map(({ left, top }) => [0, 1, 2, 3].map((x) => greyAt(left + x, top)));
    const down = lines.map(({ left, top }) => [0, 1, 2, 3].map((y) => greyAt(left, top + y)));
    for (let place = 0; place < lines.length; place += 4) {
      expect([across[place], down[place + 1]]).toEqual([
        [255, 0, 255, 0],
        [255, 0, 255, 0],
      ]);
      expect([across[place + 2], down[place + 3]]).toEqual([
        [255, 255, 0, 0],
        [255, 255, 0, 0],
      ]);
    }
  });

  it('is framed by a line of one device pixel', () => {
    expect([greyAt(0, 300), greyAt(1, 300), greyAt(959, 300), greyAt(400, 0), greyAt(400, 799)]).toEqual([
      255, 51, 255, 255, 255,
    ]);
  });

  it.each([
    [960, 600],
    [1920, 1080],
    [1200, 2400],
    [3001, 1999],
  ])('lies on whole device pixels within %i x %i, and no part over another', (width, height) => {
    const patches = testPattern({ width, height });
    const boxes = patches.filter(({ name }) => name !== 'frame');
    for (const { left, top, width: w, height: h } of boxes) {
      expect([left, top, w, h].every(Number.isInteger)).toBe(true);
      expect(left > 0 && top > 0 && left + w < width && top + h < height).toBe(true);
    }
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(
          a.left + a.width <= b.left ||
            b.left + b.width <= a.left ||
            a.top + a.height <= b.top ||
            b.top + b.height <= a.top,
        ).toBe(true);
  });
});
