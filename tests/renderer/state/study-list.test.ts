import { StudyListState } from '../../../src-renderer/state/study-list.svelte.ts';
import { imageEntry } from '../../support/image-entries.ts';

describe('StudyListState', () => {
  it('selects the first image of an opening that was asked for, and none of the later ones', () => {
    const list = new StudyListState();
    list.expect('one');
    expect(list.add('one', [imageEntry('a'), imageEntry('b')])).toBe('a');
    list.select('a');
    expect(list.add('one', [imageEntry('c')])).toBeNull();
    list.expect('two');
    expect(list.add('one', [imageEntry('d')])).toBeNull();
    expect(list.add('two', [imageEntry('e')])).toBe('e');
  });

  it('lists an image once that is opened twice, and selects it the second time too', () => {
    const list = new StudyListState();
    list.add('one', [imageEntry('a'), imageEntry('b')]);
    list.select('b');
    list.expect('two');
    expect(list.add('two', [imageEntry('a'), imageEntry('c')])).toBe('a');
    expect(list.order).toEqual(['a', 'b', 'c']);
  });

  it('leaves the selection alone once the person has chosen', () => {
    const list = new StudyListState();
    list.expect('one');
    list.add('one', [imageEntry('a'), imageEntry('b')]);
    list.select('a');
    list.expect('two');
    list.select('b');
    expect(list.add('two', [imageEntry('c')])).toBeNull();
    expect(list.selectedId).toBe('b');
  });

  it('names what comes next the way the person goes, then the one just left', () => {
    const list = new StudyListState();
    list.add(
      'one',
      ['a', 'b', 'c', 'd', 'e'].map((id) => imageEntry(id)),
    );
    list.select('b');
    expect(list.nearby).toEqual(['c', 'd', 'a']);
    list.select('c');
    expect(list.nearby).toEqual(['d', 'e', 'b']);
    list.select('b');
    expect(list.nearby).toEqual(['a', 'c']);
  });
});
