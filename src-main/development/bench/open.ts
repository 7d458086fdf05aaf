import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBenchWindow, withDisplay, type BenchWindow } from './bench-window.ts';
import { measuredFiles, measuredPath, samplesDirectory } from './checkout.ts';
import type { Measurement } from './measurement.ts';

const runs = 7;
/** Films before the measured one, so that it is never the neighbour that is fetched ahead. */
const fillers = 6;

/** From a click on a row of the study list to the film on screen: decoded anew, and once more from memory. */
export function measureOpening(): Promise<readonly Measurement[]> {
  return withDisplay(async () => {
    const folder = prepareFolder();
    const first: number[] = [];
    const again: number[] = [];
    let peakMemoryMiB = 0;
    for (let run = 0; run < runs; run++) {
      const window = await openBenchWindow([folder]);
      await window.page.getByTestId('image-row').nth(fillers).waitFor();
      await window.page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
      await window.page.waitForTimeout(1500);
      first.push(await clickToImage(window.page, fillers));
      await clickToImage(window.page, 0);
      again.push(await clickToImage(window.page, fillers));
      peakMemoryMiB = Math.max(peakMemoryMiB, await window.peakMemoryMiB());
      await window.close();
    }
    rmSync(folder, { recursive: true, force: true });
    const shared = {
      unit: 'ms',
      peakMemoryMiB,
      remarks: ['2500x2048, 12 bit, JPEG 2000, a single tile'],
    } as const;
    return [
      { what: 'click to image, the hand radiograph for the first time', samples: first, ...shared },
      { what: 'click to image, the hand radiograph again', samples: again, ...shared },
    ];
  });
}

function prepareFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-films-'));
  for (let i = 0; i < fillers; i++) {
    cpSync(join(samplesDirectory, 'phantom-intact.dcm'), join(folder, `${i}.dcm`));
  }
  cpSync(measuredPath(measuredFiles.hand), join(folder, 'z.dcm'));
  return folder;
}

/** Timed inside the page, from the click to the frame after the viewport says that the film is painted. */
function clickToImage(page: BenchWindow['page'], row: number): Promise<number> {
  // No named functions in here: tsx marks their names with a helper that the page does not have.
  return page.evaluate(async (index) => {
    const target = document.querySelectorAll<HTMLElement>('[data-testid=image-row]')[index]!;
    const viewport = document.querySelector<HTMLElement>('[data-testid=viewport]')!;
    const start = performance.now();
    target.click();
    while (viewport.dataset['imageId'] !== target.dataset['imageId'] || viewport.dataset['state'] !== 'shown')
      await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  }, row);
}
