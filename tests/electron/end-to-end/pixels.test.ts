import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ImageDescription } from '#common/dicom/image-description';
import { displayLut } from '#common/imaging/display-lut';
import { windowVoi } from '#common/imaging/voi';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { launchOsteon } from '../support/osteon-window.ts';

/** The middle of the film at one to one: what was decoded, what lies on the canvas, and under which window. */
interface Patch {
  readonly description: ImageDescription;
  readonly window: { readonly center: number; readonly width: number };
  /** As many as `painted`, from the same places. */
  readonly stored: readonly number[];
  readonly painted: readonly number[];
}

const side = 200;

describeWithSharedData('the pixels on screen', (data) => {
  it.each([
    ['12 bit', 'pylibjpeg-data/NM_Kakadu44_SOTmarkerincons.dcm'],
    ['MONOCHROME1', 'nema-wg04/J2KR/RG3_J2KR'],
  ])('are those of the DICOM window at one to one, exactly (%s)', async (_, name) => {
    const { page, close } = await launchOsteon({ paths: [join(data, 'dicom', name)] });
    await page.locator('[data-testid=viewport][data-state=shown]').waitFor();
    await page.keyboard.press('Control+1');
    await page.locator('[data-testid=viewport][data-scale="1"]').waitFor();
    for (const inverted of [false, true]) {
      if (inverted) await page.keyboard.press('i');
      await page.waitForTimeout(300);
      const { description, window, stored, painted } = await patchOf(page);
      const { lut, firstStoredValue } = displayLut(description, windowVoi(window), inverted);
      expect(painted).toEqual(stored.map((value) => lut[value - firstStoredValue]));
      expect(new Set(painted).size).toBeGreaterThan(20);
    }
    await close();
  });
});

function patchOf(page: Page): Promise<Patch> {
  return page.evaluate(async (length) => {
    const viewport = document.querySelector<HTMLElement>('[data-testid=viewport]')!;
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=viewport-canvas]')!;
    const reply = await window.bridge.invoke('loadFrame', viewport.dataset['imageId']!);
    if (!reply.ok) throw new Error(reply.error.message);
    const { description, storedValues } = reply.value;
    const { rows, columns } = description.pixels;
    // At one to one the film's corner lies on a whole canvas pixel next to where centring puts it.
    const left = Math.round(canvas.width / 2 - columns / 2);
    const top = Math.round(canvas.height / 2 - rows / 2);
    const x = Math.round((canvas.width - length) / 2);
    const y = Math.round((canvas.height - length) / 2);
    const rgba = canvas.getContext('2d')!.getImageData(x, y, length, length).data;
    const places = Array.from({ length: length * length }, (_, index) => ({
      row: y - top + Math.floor(index / length),
      column: x - left + (index % length),
    }));
    return {
      description,
      window: {
        center: Number(viewport.dataset['windowCenter']),
        width: Number(viewport.dataset['windowWidth']),
      },
      stored: places.map(({ row, column }) => storedValues[row * columns + column]!),
      painted: places.map((_, index) => rgba[index * 4]!),
    };
  }, side);
}
