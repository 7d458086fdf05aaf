import { changedChoices } from '#common/preferences/described';
import { usualPreferences } from '#common/preferences/preferences';

describe('changedChoices', () => {
  it('names what differs, as it was and as it would be', () => {
    const after = { ...usualPreferences, reading: { ...usualPreferences.reading, dragSpeed: 2 } };
    expect(changedChoices(usualPreferences, after)).toEqual([
      { section: 'reading', name: 'Window drag speed', before: '100 %', after: '200 %' },
    ]);
  });

  it('is empty between equals', () => {
    expect(changedChoices(usualPreferences, structuredClone(usualPreferences))).toEqual([]);
  });
});
