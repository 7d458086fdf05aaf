import { join } from 'node:path';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { expectedGreys, patchOf } from '../support/film-patch.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

describeWithSharedData('the pixels on screen', (data) => {
  it.each([
    ['12 bit', 'pylibjpeg-data/NM_Kakadu44_SOTmarkerincons.dcm'],
    ['MONOCHROME1', 'nema-wg04/J2KR/RG3_J2KR'],
  ])('are those of the DICOM window at one to one, exactly (%s)', async (_, name) => {
    const { page, close } = await launchOsteon({ paths: [join(data, 'dicom', name)] });
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Control+1');
    await page.locator(`${activePane}[data-scale="1"]`).waitFor();
    for (const inverted of [false, true]) {
      if (inverted) await page.keyboard.press('i');
      await page.waitForTimeout(300);
      const patch = await patchOf(page);
      expect(patch.painted).toEqual(expectedGreys(patch, inverted));
      expect(new Set(patch.painted).size).toBeGreaterThan(20);
    }
    await close();
  });
});
