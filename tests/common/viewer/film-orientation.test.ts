import {
  asStored,
  extentOnScreen,
  flippedAcross,
  flippedDown,
  orientationWords,
  toFilm,
  toScreen,
  turned,
  type FilmOrientation,
} from '#common/viewer/film-orientation';

const all: readonly FilmOrientation[] = [false, true].flatMap((mirrored) =>
  [0, 90, 180, 270, 33].map((rotation) => ({ mirrored, rotation })),
);

describe('turned', () => {
  it('comes back after four quarters, either way', () => {
    expect([90, 90, 90, 90].reduce(turned, asStored)).toEqual(asStored);
    expect(turned(asStored, -90)).toEqual({ mirrored: false, rotation: 270 });
  });

  it.each(all)('turns %j clockwise on the screen, mirrored or not', (before) => {
    const arrow = { x: 3, y: 1 };
    const was = toScreen(before, arrow);
    const is = toScreen(turned(before, 90), arrow);
    // Clockwise with y down takes (x, y) to (-y, x).
    expect([is.x, is.y]).toEqual([expect.closeTo(-was.y, 12), expect.closeTo(was.x, 12)]);
  });
});

describe('flips', () => {
  it.each(all)('mirror on the screen whatever was done before: %j', (before) => {
    const was = toScreen(before, { x: 3, y: 1 });
    const across = toScreen(flippedAcross(before), { x: 3, y: 1 });
    const down = toScreen(flippedDown(before), { x: 3, y: 1 });
    expect([across.x, across.y]).toEqual([expect.closeTo(-was.x, 12), expect.closeTo(was.y, 12)]);
    expect([down.x, down.y]).toEqual([expect.closeTo(was.x, 12), expect.closeTo(-was.y, 12)]);
  });

  it.each(all)('undo themselves: %j', (before) => {
    expect(flippedAcross(flippedAcross(before))).toEqual(before);
    expect(flippedDown(flippedDown(before))).toEqual(before);
  });
});

describe('toFilm', () => {
  it.each(all)('undoes toScreen: %j', (orientation) => {
    const back = toFilm(orientation, toScreen(orientation, { x: 3, y: 1 }));
    expect([back.x, back.y]).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
  });
});

describe('extentOnScreen', () => {
  it('swaps the sides on a quarter turn and grows askew', () => {
    const film = { width: 30, height: 40 };
    expect(extentOnScreen({ mirrored: true, rotation: 270 }, film)).toEqual({ width: 40, height: 30 });
    // The diagonals of 30 x 40 are 50 long; at atan(3 / 4) one lies upright: 0.8 * 40 + 0.6 * 30.
    const askew = { mirrored: false, rotation: (Math.atan2(3, 4) * 180) / Math.PI };
    expect(extentOnScreen(askew, film).height).toBeCloseTo(50, 9);
  });
});

describe('orientationWords', () => {
  it('says nothing of a film as stored, and flips before turns', () => {
    expect(all.slice(0, 2).map((one) => orientationWords(one))).toEqual([null, 'Turned 90°']);
    expect(all.slice(5, 7).map((one) => orientationWords(one))).toEqual(['Flipped', 'Flipped · turned 90°']);
  });
});
