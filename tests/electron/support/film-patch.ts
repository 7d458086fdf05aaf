import type { Page } from 'playwright-core';
import type { ImageDescription } from '#common/dicom/image-description';
import { displayLut } from '#common/imaging/display-lut';
import { windowVoi } from '#common/imaging/voi';

/** The middle of the film at one to one: what was decoded, what lies on the canvas, and under which window. */
export interface Patch {
  readonly description: ImageDescription;
  readonly window: { readonly center: number; readonly width: number };
  /** As many as `painted`, from the same places. */
  readonly stored: readonly number[];
  readonly painted: readonly number[];
}

const side = 200;

/** What stands in the middle of the canvas, 200 device pixels a side, of a film at one to one. */
export function patchOf(page: Page): Promise<Patch> {
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

/** The greys that the patch ought to show. */
export function expectedGreys({ description, window, stored }: Patch, inverted = false): readonly number[] {
  const { lut, firstStoredValue } = displayLut(description, windowVoi(window), inverted);
  return stored.map((value) => lut[value - firstStoredValue]!);
}
