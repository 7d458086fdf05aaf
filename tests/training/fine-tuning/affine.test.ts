import { filmToInput, invert, placeBox } from '../../../training/fine-tuning/affine.ts';

const still = { mirrored: false, angle: 0, zoom: 1, shiftX: 0, shiftY: 0 };
const film = { rows: 100, columns: 50 };

describe('filmToInput', () => {
  it('letterboxes when nothing is drawn', () => {
    const { a, b, c, d, e, f } = filmToInput(film, 200, still);
    expect([a, b, c, d, e, f]).toEqual([2, -0, 50, 0, 2, 0].map((value) => expect.closeTo(value)));
  });

  it('is undone by its inverse', () => {
    const drawn = { mirrored: true, angle: 0.3, zoom: 1.4, shiftX: 7, shiftY: -3 };
    const there = filmToInput(film, 200, drawn);
    const back = invert(there);
    const [x, y] = [there.a * 10 + there.b * 20 + there.c, there.d * 10 + there.e * 20 + there.f];
    expect(back.a * x + back.b * y + back.c).toBeCloseTo(10);
    expect(back.d * x + back.e * y + back.f).toBeCloseTo(20);
  });
});

describe('placeBox', () => {
  const box = { left: 0, top: 10, width: 10, height: 20 };

  it('moves a box along, mirrored too', () => {
    expect(placeBox(box, filmToInput(film, 200, still), 200)).toEqual({
      left: 50,
      top: 20,
      width: 20,
      height: 40,
    });
    const mirrored = filmToInput(film, 200, { ...still, mirrored: true });
    expect(placeBox(box, mirrored, 200)).toEqual({ left: 130, top: 20, width: 20, height: 40 });
  });

  it('cuts it at the edge, and gives none where none is left', () => {
    const up = filmToInput(film, 200, { ...still, shiftY: -40 });
    expect(placeBox(box, up, 200)).toEqual({ left: 50, top: 0, width: 20, height: 20 });
    const away = filmToInput(film, 200, { ...still, shiftY: -60 });
    expect(placeBox(box, away, 200)).toBeNull();
  });
});
