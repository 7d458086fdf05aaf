import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkout, artifacts } from '../support/checkout.ts';
import { launchOsteon, newProfile, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

/** One film, so that one pane is there. */
const film = join(checkout, 'assets', 'samples', 'phantom-fracture.dcm');
const profile = newProfile();
let osteon: OsteonWindow;
let page: Page;

async function launch(): Promise<void> {
  osteon = await launchOsteon({ paths: [film], profile });
  page = osteon.page;
  await page.locator(shownFilm).waitFor();
}
const shoot = (name: string) => page.screenshot({ path: join(artifacts, `preferences-${name}.png`) });
const ofViewport = (name: string) => page.locator(activePane).getAttribute(`data-${name}`);
const centre = async () => Number(await ofViewport('window-center'));

/** The window's centre after dragging the film 100 pixels up. */
async function dragUp(): Promise<number> {
  const box = (await page.getByTestId('viewport-canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y - 100, { steps: 4 });
  await page.mouse.up();
  return centre();
}

async function section(name: string): Promise<void> {
  if ((await page.getByTestId('settings').count()) === 0) await page.keyboard.press('Control+,');
  await page.getByTestId(`settings-${name}`).click();
}

/** What the menu of the desktop shows beside an entry. */
const accelerator = (label: string) =>
  osteon.app.evaluate(
    ({ Menu }, label) =>
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find((item) => item.label === label)?.accelerator ?? null,
    label,
  );

describe('what a person chooses', () => {
  it('holds at once, and after a restart', async () => {
    await launch();
    const own = await centre();
    const brighter = await dragUp();
    await section('reading');
    await page.getByTestId('drag-brighten').getByText('Darkens').click();
    await shoot('reading');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await centre()).toBe(own);
    expect(Math.sign((await dragUp()) - own)).toBe(-Math.sign(brighter - own));

    await section('keyboard');
    await page.getByTestId('key-scheme').getByText('Weasis-like').click();
    await page.getByTestId('bind-invert').click();
    await page.keyboard.press('j');
    await page.getByTestId('bind-invert').getByText('J', { exact: true }).waitFor();
    await page.getByTestId('bind-openFiles').click();
    await page.keyboard.press('Control+f');
    await page.getByTestId('key-conflict').getByText('Find studies').waitFor();
    await shoot('keyboard');
    await page.getByTestId('swap-keys').click();
    await page.keyboard.press('Escape');
    expect(await accelerator('Open File…')).toBe('CmdOrCtrl+F');

    await page.keyboard.press('Control+d');
    await page.keyboard.type('Thin bone');
    await page.keyboard.press('Enter');
    await section('windows');
    await page.getByTestId('user-presets').getByTestId('preset-key').selectOption('5');
    await shoot('windows');

    await section('corners');
    await page.getByTestId('corner-modalityAndView').selectOption('topLeft');
    await shoot('corners');
    await section('secondReader');
    await shoot('second-reader');
    await section('display');
    await page.getByTestId('smoothing').getByText('Show their pixels').click();
    await shoot('display');
    await osteon.close();

    await launch();
    const kept = (await page.getByTestId('voi-menu').locator('option').allTextContents()).find((text) =>
      text.includes('Thin bone'),
    );
    expect(kept).toMatch(/^5 Thin bone · C /);
    expect(await page.getByTestId('corner-topLeft').textContent()).toContain('DX · LEG · AP');
    expect(await ofViewport('smooth')).toBe('false');
    await page.keyboard.press('5');
    expect(kept).toContain(`C ${Math.round((await centre()) * 10) / 10} `);
    await page.keyboard.press('Alt+r');
    expect(await ofViewport('rotation')).toBe('90');
    expect(await page.getByTitle('Turn right by 90° (Alt+R)').count()).toBe(1);
    await page.keyboard.press('?');
    await shoot('key-map');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+o');
    expect(await page.getByTestId('study-browser').count()).toBe(1);
    await osteon.close();
  });

  it('is set aside with a message where its file is none', async () => {
    const settings = join(profile, 'settings.json');
    writeFileSync(settings, '');
    truncateSync(settings, 100e6);
    await launch();
    expect(await page.getByTestId('status-bar').textContent()).toContain(
      'The settings file is larger than any of Osteon',
    );
    await shoot('set-aside');
    await section('reading');
    expect(await page.getByTestId('settings').textContent()).toContain('settings-too-large');
    expect(existsSync(`${settings}.damaged`)).toBe(true);
    await page.getByTestId('drag-brighten').getByText('Darkens').click();
    await osteon.close();
    expect(readFileSync(settings, 'utf8')).toContain('"brighten": "down"');
  });
});
