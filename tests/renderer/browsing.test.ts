import { usualPreferences } from '#common/preferences/preferences';
import { AppError } from '#common/errors';
import type { StudyQuery, StudySummary } from '#common/browse/study-summary';
import { imageEntry } from '../support/image-entries.ts';
import type { Script } from '../support/scripted-bridge.ts';
import { studySummary } from '../support/study-summaries.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;

beforeAll(fillInForJsdom);
afterEach(() => page.close());

const index = { saved: true, sealed: false, setAside: null } as const;
const found = (studies: readonly StudySummary[]) => () => ({ studies, total: studies.length, index });
const listed = () => [...document.querySelectorAll<HTMLElement>('[data-testid=browser-row]')];
const listedIds = () => listed().map((row) => Number(row.dataset['studyId']));
const selectedId = () =>
  Number(
    listed().find((row) => row.getAttribute('aria-selected') === 'true')?.dataset['studyId'] ?? Number.NaN,
  );

/** Films a to d of studies 1 to 4, open and in the index. */
async function fourStudies(script: Partial<Script> = {}): Promise<void> {
  page = new Page(script);
  const images = ['a', 'b', 'c', 'd'];
  await page.open(
    images.map((imageId) => imageEntry(imageId, { patientId: imageId, studyInstanceUid: imageId })),
  );
  page.bridge.announce('filmsIndexed', {
    films: images.map((imageId, at) => ({ imageId, studyId: at + 1 })),
    studies: images.map((_, at) => studySummary({ studyId: at + 1 })),
    index,
  });
  await page.settle();
}

const shownImage = () => page.find('viewport')?.dataset['imageId'];
const statuses = () =>
  [...document.querySelectorAll<HTMLElement>('[data-testid=image-row] [data-status]')].map(
    ({ dataset }) => dataset['status'],
  );

describe('reading', () => {
  it('marks a study read and brings the next unread one at one key, and says when there is none', async () => {
    await fourStudies();
    expect(shownImage()).toBe('a');
    await page.press('n');
    expect(shownImage()).toBe('b');
    expect(page.bridge.requestsOf('setStudyStatus')).toEqual([{ studyId: 1, status: 'read' }]);
    await page.press('F', { shiftKey: true });
    expect(statuses()).toEqual(['read', 'flagged', 'unread', 'unread']);
    expect(shownImage()).toBe('b');
    await page.press('ArrowDown');
    await page.press('n');
    await page.press('n');
    expect(statuses()).toEqual(['read', 'flagged', 'read', 'read']);
    expect(page.text('reading-message')).toBe('Marked read. No other open study is unread.');
    expect(shownImage()).toBe('d');
  });

  it('takes the last mark back by a key or a button, and shows its study again', async () => {
    await fourStudies();
    expect(page.find('take-mark-back')).toBeNull();
    await page.press('n');
    expect(shownImage()).toBe('b');
    await page.press('N', { shiftKey: true });
    expect([shownImage(), statuses()[0]]).toEqual(['a', 'unread']);
    expect(page.text('reading-message')).toBe('Mark taken back.');
    await page.press('F', { shiftKey: true });
    page.find('take-mark-back')!.click();
    await page.settle();
    expect(statuses()[0]).toBe('unread');
    expect(page.find('take-mark-back')).toBeNull();
  });

  it('keeps a note on the study on screen, and leaves one that could not be kept in the field', async () => {
    let full = false;
    await fourStudies({
      setStudyNote: ({ studyId, note }) => {
        if (full) throw new AppError('index-unwritable', 'The disk is full.');
        return studySummary({ studyId, note });
      },
    });
    const field = () =>
      document.querySelector<HTMLTextAreaElement>('[data-testid=study-note-panel] textarea')!;
    const write = async (note: string) => {
      field().value = note;
      field().dispatchEvent(new Event('change', { bubbles: true }));
      await page.settle();
    };
    await write('Ask for a lateral.');
    expect(page.bridge.requestsOf('setStudyNote')).toEqual([
      { studyId: 1, note: 'Ask for a lateral.', before: '' },
    ]);
    full = true;
    await write('Ask for an oblique.');
    expect(page.text('study-note-panel')).toContain('Not saved');
    expect(field().value).toBe('Ask for an oblique.');
    await page.press('n');
    expect([shownImage(), field().value]).toEqual(['b', '']);
    await page.press('N', { shiftKey: true });
    expect([shownImage(), field().value]).toEqual(['a', 'Ask for an oblique.']);
  });

  it('keeps a mark that was made before the index had the film', async () => {
    page = new Page();
    await page.open([imageEntry('a', { patientId: '1' }), imageEntry('b', { patientId: '2' })]);
    await page.press('n');
    expect(shownImage()).toBe('b');
    expect(page.bridge.requestsOf('setStudyStatus')).toEqual([]);
    page.bridge.announce('filmsIndexed', {
      films: [{ imageId: 'a', studyId: 5 }],
      studies: [studySummary({ studyId: 5 })],
      index,
    });
    await page.settle();
    expect(page.bridge.requestsOf('setStudyStatus')).toEqual([{ studyId: 5, status: 'read' }]);
  });

  it('takes a mark back and says so where the disk is full', async () => {
    await fourStudies({
      setStudyStatus: () => {
        throw new AppError('index-unwritable', 'database or disk is full');
      },
    });
    await page.press('n');
    expect(statuses()[0]).toBe('unread');
    expect(page.text('reading-message')).toBe('The mark could not be kept.');
    expect(page.text('error-list')).toContain('index-unwritable');
  });

  it('says once that the index is kept in memory only', async () => {
    await fourStudies();
    const unsaved = {
      films: [],
      studies: [],
      index: { saved: false, error: { code: 'index-unwritable', message: 'No room.' } },
    } as const;
    page.bridge.announce('filmsIndexed', unsaved);
    page.bridge.announce('filmsIndexed', unsaved);
    await page.settle();
    expect(page.text('error-list')).toContain('1 not opened');
    expect(page.text('error-list')).toContain('last until Osteon closes');
  });
});

describe('the study browser', () => {
  const three = [1, 2, 3].map((studyId) => studySummary({ studyId }));

  it('asks as one types, and for status, finding and order', async () => {
    page = new Page({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    expect(document.activeElement).toBe(page.find('study-search'));
    const search = page.find('study-search') as HTMLInputElement;
    search.value = 'wri';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await page.click('unread');
    const order = page.find('study-order') as HTMLSelectElement;
    order.value = 'probability';
    order.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    expect(page.bridge.requestsOf('findStudies').at(-1)).toEqual({
      text: 'wri',
      statuses: ['unread'],
      findings: [],
      keyImages: false,
      order: 'probability',
      descending: true,
    } satisfies StudyQuery);
    expect(page.text('study-count')).toBe('3 studies');
  });

  it('tells nothing of what the model says, by word, filter or order, where one reads first', async () => {
    const secondReader = { ...usualPreferences.secondReader, readFirst: true };
    page = new Page({
      findStudies: found([studySummary({ finding: 'suspected', probability: 0.93, judged: 1, images: 2 })]),
      preferences: () => ({ preferences: { ...usualPreferences, secondReader }, problem: null, locks: [] }),
    });
    await page.settle();
    await page.press('f', { ctrlKey: true });
    expect(listed()[0]?.textContent).toContain('after verdict');
    expect(page.text('study-browser')).not.toMatch(/suspected|0[.]93|93|1\/2/);
    expect(page.find('study-finding')).toBeNull();
    const order = page.find('study-order') as HTMLSelectElement;
    expect([...order.options].map(({ value }) => value)).toEqual(['arrival', 'date', 'name']);
  });

  it('forgets a filter by finding and the order by probability once one reads first', async () => {
    page = new Page({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    const choose = async (testId: string, value: string) => {
      const select = page.find(testId) as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      await page.settle();
    };
    await choose('study-finding', 'suspected');
    await choose('study-order', 'probability');
    expect(page.bridge.requestsOf('findStudies').at(-1)).toMatchObject({
      findings: ['suspected'],
      order: 'probability',
    });
    const secondReader = { ...usualPreferences.secondReader, readFirst: true };
    page.bridge.announce('preferencesChanged', { ...usualPreferences, secondReader });
    await page.settle();
    expect(page.bridge.requestsOf('findStudies').at(-1)).toMatchObject({ findings: [], order: 'arrival' });
  });

  it('is worked by keys alone: down from the search, mark, open', async () => {
    page = new Page({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    await page.press('ArrowDown');
    expect(document.activeElement).toBe(page.find('browser-list'));
    expect(selectedId()).toBe(1);
    await page.press('n');
    expect(page.bridge.requestsOf('setStudyStatus')).toEqual([{ studyId: 1, status: 'read' }]);
    expect(selectedId()).toBe(2);
    await page.press('ArrowDown');
    await page.press('Enter');
    expect(page.bridge.requestsOf('openStudy')).toEqual([3]);
    expect(page.find('study-browser')).toBeNull();
  });

  it('leaves the film under it alone, and goes back to its words when called again', async () => {
    await fourStudies({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    await page.press('ArrowDown');
    await page.press('i');
    expect(document.querySelector('[aria-label^="Invert"]')?.getAttribute('aria-pressed')).toBe('false');
    await page.press('f', { ctrlKey: true });
    expect(document.activeElement).toBe(page.find('study-search'));
    await page.press('Escape');
    expect(page.find('study-browser')).toBeNull();
  });

  it('shows the study that was asked for, whatever else lies in its archive', async () => {
    page = new Page({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    await page.press('ArrowDown');
    await page.press('ArrowDown');
    await page.press('Enter');
    await page.open([imageEntry('a', { patientId: '1' }), imageEntry('b', { patientId: '2' })]);
    expect(shownImage()).toBe('a');
    page.bridge.announce('filmsIndexed', {
      films: [
        { imageId: 'a', studyId: 1 },
        { imageId: 'b', studyId: 2 },
      ],
      studies: three,
      index,
    });
    await page.settle();
    expect(shownImage()).toBe('b');
  });

  it('goes to a study that is open already instead of opening its files again', async () => {
    await fourStudies({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    await page.press('ArrowDown');
    await page.press('ArrowDown');
    await page.press('Enter');
    expect(shownImage()).toBe('b');
    expect(page.bridge.requestsOf('openStudy')).toEqual([]);
  });

  it('moves neither line nor selection nor focus when films come in, and offers to put them in order', async () => {
    let studies = [three[1]!, three[2]!];
    page = new Page({ findStudies: () => ({ studies, total: studies.length, index }) });
    await page.press('f', { ctrlKey: true });
    await page.press('ArrowDown');
    await page.press('ArrowDown');
    expect(selectedId()).toBe(3);
    studies = three;
    page.bridge.announce('filmsIndexed', { films: [], studies: [three[0]!], index });
    await page.settle();
    expect(listedIds()).toEqual([2, 3, 1]);
    expect(selectedId()).toBe(3);
    expect(document.activeElement).toBe(page.find('browser-list'));
    const offer = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.includes('1 came in'),
    );
    offer?.click();
    await page.settle();
    expect(listedIds()).toEqual([1, 2, 3]);
    expect(selectedId()).toBe(3);
  });

  it('removes only when asked twice', async () => {
    page = new Page({ findStudies: found(three) });
    await page.press('f', { ctrlKey: true });
    await page.click('Remove…');
    expect(page.bridge.requestsOf('removeStudies')).toEqual([]);
    await page.click('Keep');
    await page.click('Remove…');
    page.find('confirm-removal')?.click();
    await page.settle();
    expect(page.bridge.requestsOf('removeStudies')).toEqual([[1]]);
    expect(listedIds()).toEqual([2, 3]);
    expect(selectedId()).toBe(2);
  });

  it('says what is odd about a study, teaches when it is empty and tells a failure', async () => {
    page = new Page({ findStudies: found([studySummary({ notices: ['severalPatients'], note: 'Call.' })]) });
    await page.press('f', { ctrlKey: true });
    expect(listed()[0]?.textContent).toContain('patients mixed');
    await page.close();
    page = new Page();
    await page.press('f', { ctrlKey: true });
    expect(page.text('browser-list')).toContain('Every study that you open is listed here');
    await page.close();
    page = new Page({
      findStudies: () => {
        throw new AppError('engine-unavailable', 'Gone.');
      },
    });
    await page.press('f', { ctrlKey: true });
    expect(page.text('study-browser')).toContain('engine-unavailable');
  });
});
