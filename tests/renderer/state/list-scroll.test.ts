import { ListScroll } from '../../../src-renderer/state/list-scroll.svelte.ts';
import { StudyListState } from '../../../src-renderer/state/study-list.svelte.ts';
import { imageEntry } from '../../support/image-entries.ts';

/** A heading of 20 + 32 pixels and films of 96, all of one patient. */
function scrolled(count: number) {
  const list = new StudyListState();
  const film = (imageId: string) => imageEntry(imageId, { patientId: '1', studyInstanceUid: 's' });
  list.add('opening', [...Array.from({ length: count }, (_, index) => film(`a${index}`))]);
  const scroll = new ListScroll(list);
  scroll.height = 600;
  return { list, scroll, film };
}

describe('ListScroll', () => {
  it('draws a stretch of a long list and leaves room for the rest', () => {
    const { scroll } = scrolled(1000);
    scroll.top = 50_000;
    const { above, below } = scroll.room;
    const drawn = scroll.drawn.length * 96;
    expect(above).toBeLessThan(scroll.top);
    expect(above + drawn + below).toBe(52 + 1000 * 96);
    expect(scroll.drawn.length).toBeLessThan(140);
  });

  it('scrolls no further than needed to bring a film into sight', () => {
    const { scroll } = scrolled(1000);
    expect(scroll.scrollTo('a0')).toBeNull();
    expect(scroll.scrollTo('a9')).toBe(52 + 10 * 96 - 600);
    scroll.top = 5000;
    expect(scroll.scrollTo('a9')).toBe(52 + 9 * 96);
  });

  it('finds its place again after rows came in above it', () => {
    const { list, scroll, film } = scrolled(100);
    list.add('opening', [imageEntry('z', { patientId: '2', studyInstanceUid: 't' })]);
    scroll.top = 52 + 100 * 96 + 7;
    const anchor = scroll.anchor!;
    list.add('opening', [film('late')]);
    expect(scroll.topOf(anchor)).toBe(scroll.top + 96);
  });
});
