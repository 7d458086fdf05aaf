import { joinedNote } from '#common/browse/study-note';

describe('joinedNote', () => {
  it('is what was written, where nobody else wrote', () => {
    expect(joinedNote('old', 'old', 'new')).toBe('new');
    expect(joinedNote('old', 'old', '')).toBe('');
    expect(joinedNote('', '', 'new')).toBe('new');
  });

  it('has both texts, where two began from the same note', () => {
    expect(joinedNote('theirs', 'old', 'mine')).toBe('theirs\n— mine');
  });

  it('loses nothing where one of them only deleted, or wrote the same', () => {
    expect(joinedNote('theirs', 'old', '')).toBe('theirs');
    expect(joinedNote('', 'old', 'mine')).toBe('mine');
    expect(joinedNote('same', 'old', 'same')).toBe('same');
    expect(joinedNote('theirs', 'old', 'old')).toBe('theirs');
  });
});
