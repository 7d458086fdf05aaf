import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { artifacts } from '../support/checkout.ts';
import { violations } from '../support/axe.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';

let osteon: OsteonWindow;
let page: Page;
const shoot = (name: string) => page.screenshot({ path: join(artifacts, `access-${name}.png`) });
/** As `shoot`, of an enlarged page, of which that would cut off a part. */
async function capture(name: string): Promise<void> {
  const picture = await osteon.app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).toPNG().toString('base64'),
  );
  writeFileSync(join(artifacts, `access-${name}.png`), Buffer.from(picture, 'base64'));
}
const sections = [
  'reading',
  'windows',
  'keyboard',
  'hanging',
  'corners',
  'secondReader',
  'monitor',
  'display',
  'privacy',
];

/** Every part of the window, one after the other, each of them open for `look`. */
async function walk(look: (part: string) => Promise<void>): Promise<void> {
  await look('film');
  await page.keyboard.press('Control+f');
  await page.getByTestId('browser-row').first().waitFor();
  await look('browser');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await look('worklist');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await look('keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+t');
  await page.getByTestId('tag-count').waitFor();
  await look('attributes');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+s');
  await page.getByTestId('export').waitFor();
  await look('export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  await page.getByTestId('sheet').first().waitFor();
  await look('print');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  for (const name of sections) {
    await page.getByTestId(`settings-${name}`).click();
    await look(`settings-${name}`);
  }
  await page.keyboard.press('Escape');
}

async function choose(group: string, words: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByTestId('settings-display').click();
  await page.getByTestId(group).getByText(words, { exact: true }).click();
}

/** Words of the corner texts that stand in two lines. */
const splitWords = (): Promise<readonly string[]> =>
  page.locator('[data-testid^=corner-] p > span').evaluateAll((spans) =>
    spans.flatMap((span) => {
      const text = span.firstChild;
      if (text === null || text.nodeType !== Node.TEXT_NODE) return [];
      return [...(text.textContent ?? '').matchAll(/\S+/g)]
        .filter(({ index, 0: word }) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          return (
            new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top)).size >
            1
          );
        })
        .map(([word]) => word);
    }),
  );

/** Controls of the toolbar and the status bar of which a part lies beyond the window's edge. */
const outsideTheWindow = (): Promise<readonly string[]> =>
  page.locator('[role=toolbar] :is(button, select), footer :is(button, select)').evaluateAll((controls) =>
    controls
      .filter((control) => {
        const { left, right, top, bottom } = control.getBoundingClientRect();
        return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
      })
      .map(
        (control) => control.getAttribute('aria-label') ?? control.getAttribute('title') ?? control.tagName,
      ),
  );

beforeAll(async () => {
  osteon = await launchOsteon();
  page = osteon.page;
});
afterAll(() => osteon.close());

describe('access', () => {
  it('breaks no rule of WCAG 2.2 AA that a program can judge, in the usual colours and in high contrast', async () => {
    const broken: string[] = [];
    const look = async (part: string, rules?: readonly string[]): Promise<void> => {
      broken.push(...(await violations(page, rules)).map((line) => `${part}: ${line}`));
    };
    await look('welcome');
    await page.getByTestId('open-sample').click();
    await page.locator('[data-active=true] [data-testid=finding-badge]').waitFor();
    await page.keyboard.press('Alt+1');
    await walk(look);
    await choose('contrast', 'High contrast');
    await page.keyboard.press('Escape');
    await walk((part) => look(part, ['color-contrast']));
    await shoot('high-contrast');
    await choose('contrast', 'Dark');
    await shoot('settings');
    await page.keyboard.press('Escape');
    expect(broken).toEqual([]);
  });

  it('speaks German at once, everywhere, and for screen readers', async () => {
    await choose('language', 'Deutsch');
    await page.getByTestId('settings').getByText('Einstellungen', { exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    const menus = await osteon.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')),
    );
    expect(menus).toEqual(['Datei', 'Scan', 'Modell', 'Ergebnisse', 'Bearbeiten', 'Ansicht', 'Fenster']);
    await shoot('german-settings');
    await page.keyboard.press('Escape');
    await osteon.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800),
    );
    await page.waitForFunction(() => innerWidth === 1280);
    expect(await outsideTheWindow()).toEqual([]);
    await shoot('german');
  });

  it('keeps the words of the corners whole in three panes beside each other', async () => {
    await page.keyboard.press('Alt+5');
    await page.locator('[data-testid=viewport][data-pane="2"]').waitFor();
    await page.locator('[data-pane="1"] [data-testid=corner-topLeft]').waitFor();
    expect(await splitWords()).toEqual([]);
    await shoot('narrow-panes');
    await page.keyboard.press('Alt+1');
  });

  it('says to screen readers which study and film came on screen', async () => {
    const place = page.getByTestId('place-announcement');
    expect(await place.getAttribute('aria-live')).toBe('polite');
    await page.keyboard.press('ArrowUp');
    await place.getByText('Studie 1 von 1, Aufnahme 1 von 2').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    await place.getByText('Studie 1 von 1, Aufnahme 2 von 2').waitFor({ state: 'attached' });
  });

  it('leaves shapes and states to be seen in the system’s forced colours, and moves nothing where that is asked', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await shoot('forced-colors');
    // What is switched on differs from its neighbours in more than a border.
    const backgrounds = await page.locator('[role=toolbar] button[aria-pressed]').evaluateAll((buttons) =>
      ['true', 'false'].map((on) => {
        const button = buttons.find((one) => one.getAttribute('aria-pressed') === on);
        return button && getComputedStyle(button).backgroundColor;
      }),
    );
    expect(new Set(backgrounds).size).toBe(2);
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-display').click();
    await shoot('forced-colors-settings');
    await page.keyboard.press('Escape');
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return [transitionDuration, animationDuration].some((each) => /[1-9]/.test(each));
        }).length,
    );
    expect(moving).toBe(0);
    await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  });

  it('is twice as large when asked, with no control lost and the film in the monitor’s own pixels', async () => {
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-display').click();
    await page.getByTestId('interface-size').selectOption('200');
    await page.waitForFunction(() => innerWidth === 640);
    expect(await violations(page)).toEqual([]);
    await capture('twice-settings');
    await page.keyboard.press('Escape');
    expect(await outsideTheWindow()).toEqual([]);
    expect(await violations(page)).toEqual([]);
    const sideways = await page
      .getByTestId('result-panel')
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(sideways).toBe(0);
    await capture('twice');
    const drawn = await page.getByTestId('viewport-canvas').evaluate((canvas) => {
      const { width, clientWidth } = canvas as HTMLCanvasElement;
      return { width, own: Math.round(clientWidth * devicePixelRatio), density: devicePixelRatio };
    });
    expect(drawn).toEqual({ width: drawn.own, own: drawn.own, density: 2 });
  });
});
