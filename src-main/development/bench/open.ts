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

/** Timed inside the page, from the click to the second frame after the viewport says it is painted. */
function clickToImage(page: BenchWindow['page'], row: number): Promise<number> {
  return page.evaluate(
    (index) =>
      new Promise<number>((resolve) => {
        const target = document.querySelectorAll<HTMLElement>('[data-testid=image-row]')[index]!;
        const viewport = document.querySelector('[data-testid=viewport]')!;
        const start = performance.now();
        const look = (): void => {
          const shown = viewport.getAttribute('data-image-id') === target.dataset['imageId'];
          if (!shown || viewport.getAttribute('data-state') !== 'shown')
            return void requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.now() - start));
        };
        target.click();
        look();
      }),
    row,
  );
}
