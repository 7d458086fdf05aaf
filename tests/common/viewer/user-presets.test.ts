import type { ImageAttributes } from '#common/dicom/image-description';
import { menuPresets, type UserPreset } from '#common/viewer/user-presets';
import { voiPresets } from '#common/viewer/voi-presets';
import { syntheticFilm } from '../../support/synthetic-film.ts';

function film(attributes: Partial<ImageAttributes>, pixels: Parameters<typeof syntheticFilm>[0] = {}) {
  const frame = syntheticFilm(pixels);
  const { description } = frame;
  return {
    ...frame,
    description: { ...description, attributes: { ...description.attributes, ...attributes } },
  };
}
const preset = (name: string, choices: Partial<UserPreset> = {}): UserPreset => ({
  id: name,
  name,
  center: 1000,
  width: 500,
  modality: null,
  bodyPart: null,
  key: null,
  ...choices,
});
const hand = film({ modality: 'DX', bodyPartExamined: 'HAND' });
const menu = (user: readonly UserPreset[], frame = hand) =>
  menuPresets(voiPresets(frame), user, frame).map(({ name, number }) => `${number ?? '-'} ${name}`);

describe('menuPresets', () => {
  it("puts a person's own after the file's, in their order", () => {
    expect(menu([preset('thin'), preset('wide')])).toEqual([
      '1 Window 1',
      '2 thin',
      '3 wide',
      '4 Automatic',
      '5 Bone',
      '6 Soft tissue',
      '7 Chest',
    ]);
  });

  it('keeps first what a film opens with that brings no window along', () => {
    const bare = film({ modality: 'DX' }, { windows: [] });
    expect(menu([preset('thin')], bare).slice(0, 2)).toEqual(['1 Automatic', '2 thin']);
  });

  it('leaves a preset its key, and the others the free ones', () => {
    expect(menu([preset('thin', { key: 1 }), preset('wide'), preset('late', { key: 1 })])).toEqual([
      '2 Window 1',
      '1 thin',
      '3 wide',
      '4 late',
      '5 Automatic',
      '6 Bone',
      '7 Soft tissue',
      '8 Chest',
    ]);
  });

  it('has keys for nine and no more', () => {
    const many = Array.from({ length: 12 }, (_, index) => preset(`p${index}`));
    expect(menu(many).filter((entry) => !entry.startsWith('-'))).toHaveLength(9);
  });

  it.each([
    [{ modality: 'DX' }, true],
    [{ modality: 'dx', bodyPart: 'hand' }, true],
    [{ modality: 'CT' }, false],
    [{ bodyPart: 'FOOT' }, false],
  ])('offers one for %j or not', (choices, offered) => {
    expect(menu([preset('thin', choices)]).includes('2 thin')).toBe(offered);
  });

  it('offers none for colour, whose values no window is meant for', () => {
    const colour = film({ modality: 'DX' }, { samplesPerPixel: 3, photometricInterpretation: 'RGB' });
    expect(menu([preset('thin')], colour).some((entry) => entry.includes('thin'))).toBe(false);
  });

  it('widens to the 1 that LINEAR needs, and not under a function that needs none', () => {
    const narrow = [preset('narrow', { width: 0.5 })];
    const widthOf = (frame: typeof hand) => {
      const found = menuPresets(voiPresets(frame), narrow, frame).find(({ name }) => name === 'narrow');
      return found?.voi.kind === 'window' ? found.voi.width : null;
    };
    expect([widthOf(hand), widthOf(film({}, { voiLutFunction: 'SIGMOID' }))]).toEqual([1, 0.5]);
  });
});
