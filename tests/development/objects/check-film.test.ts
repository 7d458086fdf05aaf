import { join } from 'node:path';
import { checkFilm, objectEndings } from '../../../src-main/development/objects/check-film.ts';
import { openFilmDesk } from '../../../src-main/development/objects/film-desk.ts';
import { describeWithValidators } from '../../support/validators.ts';

const checkout = join(__dirname, '../../..');

describeWithValidators('npm run check-objects', () => {
  it('finds every kind of object of the sample study made, without fault and read back', async () => {
    const desk = await openFilmDesk(checkout);
    try {
      const [found] = await desk.survey([join(checkout, 'assets/samples/phantom-fracture.dcm')]);
      const checked = await checkFilm(desk, found!.images[0]!);
      // Value 3 of Image Type says that the study is made up, for which the standard has no word.
      expect(checked.errors).toEqual([expect.stringContaining('<SYNTHETIC>')]);
      expect(checked.refusals).toEqual([]);
      expect(checked.objects.map(({ ending }) => ending).sort()).toEqual([...objectEndings].sort());
      expect(checked.objects.map(({ errors, isReadBack }) => [errors, isReadBack])).toEqual(
        objectEndings.map(() => [[], true]),
      );
    } finally {
      await desk.close();
    }
  });
});
