import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';
import { classifyByCommandLine } from '../support/results.ts';

describeWithSharedData('reading a radiograph', (data) => {
  const hand = join(data, 'dicom', 'pylibjpeg-data', 'NM_Kakadu44_SOTmarkerincons.dcm');

  it('shows over the film the probability that the command line gives', async () => {
    const { page, close } = await launchOsteon({ paths: [hand] });
    await page.locator(shownFilm).waitFor();
    const probability = page.getByTestId('probability');
    await probability.waitFor();
    const attribute = (await probability.getAttribute('data-probability')) ?? '';
    expect(attribute).toMatch(/^[01]\.\d{6,}$/);
    const [line] = await classifyByCommandLine([hand]);
    expect(Number(attribute)).toBeCloseTo(line?.probability ?? NaN, 4);
    await page.screenshot({ path: join(artifacts, 'reading.png') });
    await close();
  });

  it('lays the heat map over the film when asked', async () => {
    const { page, close } = await launchOsteon({ paths: [hand] });
    await page.getByTestId('probability').waitFor();
    const plain = await canvasOf(page);
    await page.keyboard.press('g');
    const ask = page.getByTestId('heat-map-anyway');
    if (await ask.isVisible()) await ask.click();
    await page.locator('[data-testid=heat-map][data-visible=true]').waitFor();
    await page.screenshot({ path: join(artifacts, 'heat-map.png') });
    expect((await canvasOf(page)).equals(plain)).toBe(false);
    await close();
  });
});

/** The film area as people see it. */
function canvasOf(page: Page): Promise<Buffer> {
  return page.getByTestId('viewport').screenshot();
}
