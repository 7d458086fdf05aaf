import { isWanted } from '#common/batch/film-filter';
import { filmDescription } from '../../support/film.ts';

const hand = filmDescription({ modality: 'DX', bodyPartExamined: 'Mano', studyDate: '20260102' });
const unknown = filmDescription({ modality: null, bodyPartExamined: null, studyDate: null });

describe('isWanted', () => {
  it('lets everything in where nothing is asked', () => {
    expect([isWanted(hand, {}), isWanted(unknown, {})]).toEqual([true, true]);
  });

  it('goes by the modality, in whatever case', () => {
    expect(isWanted(hand, { modalities: ['cr', 'dx'] })).toBe(true);
    expect(isWanted(hand, { modalities: ['CR'] })).toBe(false);
    expect(isWanted(hand, { exceptModalities: ['dx'] })).toBe(false);
  });

  it('knows a body part by the word of the file and by the region that it is another word for', () => {
    expect(isWanted(hand, { bodyParts: ['mano'] })).toBe(true);
    expect(isWanted(hand, { bodyParts: ['HAND'] })).toBe(true);
    expect(isWanted(hand, { exceptBodyParts: ['HAND'] })).toBe(false);
    expect(isWanted(hand, { bodyParts: ['LEG'] })).toBe(false);
  });

  it('counts both ends of the dates', () => {
    const within = (from: string, until: string) => isWanted(hand, { from, until });
    expect([within('20260102', '20260102'), within('20260103', '20270101')]).toEqual([true, false]);
    expect(within('20250101', '20260101')).toBe(false);
  });

  it('goes by the shorter side', () => {
    const shorter = Math.min(hand.pixels.rows, hand.pixels.columns);
    expect(isWanted(hand, { leastSide: shorter, mostSide: shorter })).toBe(true);
    expect(isWanted(hand, { leastSide: shorter + 1 })).toBe(false);
    expect(isWanted(hand, { mostSide: shorter - 1 })).toBe(false);
  });

  it('leaves out a film that does not say what is asked for, and keeps one that says nothing of what is not', () => {
    expect(isWanted(unknown, { modalities: ['DX'] })).toBe(false);
    expect(isWanted(unknown, { from: '20200101' })).toBe(false);
    expect(isWanted(unknown, { exceptModalities: ['CT'], exceptBodyParts: ['CHEST'] })).toBe(true);
  });
});
