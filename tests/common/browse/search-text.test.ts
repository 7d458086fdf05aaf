import { foldText, searchWords } from '#common/browse/search-text';

describe('searchWords', () => {
  it('takes accents, case and the separators of a DICOM name out of the way', () => {
    expect(searchWords('  Müller^José ')).toEqual(['muller', 'jose']);
    expect(foldText('Ångström, Åsa')).toBe('angstrom asa');
  });

  it('keeps letters that are no accents', () => {
    expect(searchWords('Иванов 山田')).toEqual(['иванов', '山田']);
  });

  it('is empty for nothing but spaces', () => {
    expect(searchWords(' \t')).toEqual([]);
  });
});
