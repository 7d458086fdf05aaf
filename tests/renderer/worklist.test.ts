import { usualPreferences } from '#common/preferences/preferences';
import { worklistFilm } from '../support/worklist-films.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;
const height = 800;
const rowHeight = 32;
const many = 100_000;

beforeAll(() => {
  fillInForJsdom();
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => height });
});
afterAll(() => Reflect.deleteProperty(HTMLElement.prototype, 'clientHeight'));
afterEach(() => page.close());

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-testid=worklist-row]')];
const fileOf = (row: HTMLElement | undefined) => row?.querySelector('.file')?.textContent;

async function listFilms(count: number): Promise<void> {
  const films = Array.from({ length: count }, (_, at) => worklistFilm(String(at), 1 - at / count));
  page.bridge.announce('worklistGrew', { films: [], isFirst: true });
  page.bridge.announce('worklistGrew', { films, isFirst: false });
  page.bridge.announce('worklistWanted', null);
  await page.settle();
}

describe('the worklist', () => {
  it('has rows for what is in sight alone, however many studies there are', async () => {
    page = new Page();
    await listFilms(many);
    // What is in sight, and twenty rows beyond either end.
    const most = height / rowHeight + 2 * 20 + 1;
    expect(rows().length).toBeGreaterThan(height / rowHeight);
    expect(rows().length).toBeLessThanOrEqual(most);
    expect(fileOf(rows()[0])).toBe('0.dcm');
    const list = page.find('worklist-list')!;
    list.focus();
    await page.press('End');
    list.dispatchEvent(new Event('scroll'));
    await page.settle();
    expect(rows().length).toBeLessThanOrEqual(most);
    expect(fileOf(rows().at(-1))).toBe(`${many - 1}.dcm`);
    const { paddingTop, paddingBottom } = (list.firstElementChild as HTMLElement).style;
    const whole = parseFloat(paddingTop) + rows().length * rowHeight + parseFloat(paddingBottom);
    expect(whole).toBe(many * rowHeight);
  });

  it('writes no report that would tell what is still to be read first', async () => {
    const secondReader = { ...usualPreferences.secondReader, readFirst: true };
    page = new Page({
      preferences: () => ({ preferences: { ...usualPreferences, secondReader }, problem: null, locks: [] }),
    });
    await page.settle();
    await listFilms(2);
    page.find('worklist-charts')?.click();
    await page.settle();
    const report = () => page.find('scan-report') as HTMLButtonElement;
    expect(report().disabled).toBe(true);
    expect(page.text('scan-report-withheld')).toContain('2 studies that are still to be read first');
    page.find('worklist-read-first')?.click();
    await page.settle();
    expect([report().disabled, page.find('scan-report-withheld')]).toEqual([false, null]);
  });
});
