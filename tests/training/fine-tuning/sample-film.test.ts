import { filmToInput, invert } from '../../../training/fine-tuning/affine.ts';
import { sampleFilm } from '../../../training/fine-tuning/sample-film.ts';

const upright = { mirrored: false, angle: 0, zoom: 1, shiftX: 0, shiftY: 0 };

describe('sampleFilm', () => {
  it('averages the whole area of a pixel where the film shrinks', () => {
    const plane = Uint8Array.from({ length: 64 }, (_, i) => (i % 2 === 0 ? 0 : 200));
    const film = { rows: 8, columns: 8 };
    const { values } = sampleFilm(plane, film, invert(filmToInput(film, 2, upright)), 2);
    values.forEach((value) => expect(value).toBeCloseTo(100, 0));
  });

  it('gives the film itself at its own size, and leaves out what lies beside it', () => {
    const plane = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    const film = { rows: 4, columns: 2 };
    const { values, positions } = sampleFilm(plane, film, invert(filmToInput(film, 4, upright)), 4);
    expect([...values]).toEqual([...plane]);
    expect([...positions]).toEqual([1, 2, 5, 6, 9, 10, 13, 14]);
  });
});
