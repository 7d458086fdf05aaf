import { AppError } from '#common/errors';
import type { ElementRow } from '#common/dicom/element-list';
import { imageEntry } from '../support/image-entries.ts';
import { fillInForJsdom, Page } from './support/page.ts';

beforeAll(fillInForJsdom);

const row = (tag: string, name: string, value: string): ElementRow => ({
  depth: 0,
  tag,
  vr: 'LO',
  name,
  value,
  length: value.length,
});
const rows = [
  row('(0010,0010)', 'PatientName', '<i>Doe</i>'),
  row('(0008,1030)', 'StudyDescription', 'Wrist'),
];

describe('the attributes of the file', () => {
  let page: Page;
  afterEach(() => page.close());

  it('open with Ctrl+T, show values as text, and are narrowed down by words', async () => {
    page = new Page({ listElements: () => ({ rows, cut: false }) });
    await page.open([imageEntry('a')]);
    await page.press('t', { ctrlKey: true });
    expect(page.text('tag-browser')).toContain('PatientName<i>Doe</i>');
    const search = page.find('search-tags') as HTMLInputElement;
    search.value = 'study wri';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await page.settle();
    expect(page.text('tag-count')).toBe('1 line');
    expect(page.text('tag-browser')).not.toContain('Doe');
  });

  it('follow the film on screen, and close with Escape', async () => {
    page = new Page({ listElements: (id) => ({ rows: [row('(0010,0020)', 'PatientID', id)], cut: true }) });
    await page.open([imageEntry('a'), imageEntry('b')]);
    await page.press('t', { ctrlKey: true });
    await page.press('ArrowDown');
    expect(page.text('tag-browser')).toContain('PatientIDb');
    expect(page.text('tag-count')).toContain('more than can be listed');
    await page.press('Escape');
    expect(page.find('tag-browser')).toBeNull();
  });

  it('say what is wrong with the file', async () => {
    page = new Page({
      listElements: () => {
        throw new AppError('file-changed', 'Another disc.');
      },
    });
    await page.open([imageEntry('a')]);
    await page.press('t', { ctrlKey: true });
    expect(page.text('tag-browser')).toContain('file-changed');
  });
});
