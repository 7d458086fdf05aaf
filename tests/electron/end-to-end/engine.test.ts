import { appendFileSync, chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { checkout } from '../support/checkout.ts';
import { engineProcessId } from '../support/engine-process.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

const film = join(checkout, 'assets', 'samples', 'phantom-fracture.dcm');

const engineState = async (page: Page): Promise<string> => {
  const reply = await page.evaluate(() => window.bridge.invoke('engineStatus', undefined));
  return reply.ok ? reply.value.state : reply.error.code;
};
const waitForState = async (page: Page, state: string): Promise<void> => {
  const deadline = Date.now() + 30_000;
  while ((await engineState(page)) !== state) {
    if (Date.now() > deadline) throw new Error(`The engine is not ${state} but ${await engineState(page)}.`);
    await page.waitForTimeout(50);
  }
};

/** The page hears of a change a moment after it can ask for it. */
function waitForViewerWithoutAi(page: Page): Promise<void> {
  return page
    .getByTestId('engine-status')
    .filter({ hasText: /viewer without AI/i })
    .waitFor();
}

/** Between two starts there is none to kill. */
async function killEngine(app: ElectronApplication): Promise<void> {
  const engine = await engineProcessId(app);
  try {
    if (engine !== null) process.kill(engine, 'SIGKILL');
  } catch {
    // It has ended since it was counted.
  }
}

describe('an engine process that is killed', () => {
  it('fails what it was asked with a clear code, comes back, and classifies again', async () => {
    const { app, page, close } = await launchOsteon({ paths: [film] });
    await page.getByTestId('probability').waitFor();
    const imageId = (await page.locator(activePane).getAttribute('data-image-id')) ?? '';
    const states = await page.evaluateHandle(() => {
      const seen: string[] = [];
      window.bridge.on('engineStatus', ({ state }) => seen.push(state));
      return seen;
    });
    const engine = (await engineProcessId(app))!;
    // A stopped process answers nothing, so that the request is pending for certain when it dies.
    process.kill(engine, 'SIGSTOP');
    const pending = page.evaluate((id) => window.bridge.invoke('classifyImage', id), imageId);
    await page.waitForTimeout(200);
    process.kill(engine, 'SIGKILL');

    expect(await pending).toMatchObject({ ok: false, error: { code: 'engine-stopped' } });
    await waitForState(page, 'ready');
    expect(await states.jsonValue()).toEqual(['restarting', 'ready']);
    expect(await engineProcessId(app)).not.toBe(engine);
    const again = await page.evaluate((id) => window.bridge.invoke('classifyImage', id), imageId);
    expect(again).toMatchObject({ ok: true, value: { prediction: { probability: expect.any(Number) } } });
    await close();
  });

  it('is given up when it dies again and again, and the window stays usable', async () => {
    const { app, page, close } = await launchOsteon({ paths: [film] });
    await page.getByTestId('probability').waitFor();
    while ((await engineState(page)) !== 'down') {
      await killEngine(app);
      await page.waitForTimeout(100);
    }
    const imageId = (await page.locator(activePane).getAttribute('data-image-id')) ?? '';
    const reply = await page.evaluate((id) => window.bridge.invoke('classifyImage', id), imageId);
    expect(reply).toMatchObject({ ok: false, error: { code: 'engine-unavailable' } });
    await waitForViewerWithoutAi(page);
    await page.keyboard.press('?');
    await page.getByTestId('shortcut-map').waitFor();
    await close();
  });
});

describe('a damaged model', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-model-'));
    cpSync(join(checkout, 'assets', 'models'), folder, { recursive: true });
    appendFileSync(join(folder, 'fracture-classifier.onnx'), 'x');
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('leaves a viewer without AI that shows films and no number', async () => {
    const environment = { OSTEON_MODEL_DIR: folder };
    const { page, close } = await launchOsteon({ paths: [film], environment });
    await page.locator(shownFilm).waitFor();
    await waitForState(page, 'viewerOnly');
    const status = await page.evaluate(() => window.bridge.invoke('engineStatus', undefined));
    expect(status).toMatchObject({ ok: true, value: { error: { code: 'model-mismatch' } } });
    await waitForViewerWithoutAi(page);
    expect(await page.getByTestId('probability').count()).toBe(0);
    await close();
  });
});
