import { openBenchWindow, withDisplay } from './bench-window.ts';
import type { Measurement } from './measurement.ts';

const runs = 7;

/** From the start of the process to a window that answers, and to the classifier being ready behind it. */
export function measureStart(): Promise<readonly Measurement[]> {
  return withDisplay(async () => {
    const usable: number[] = [];
    const ready: number[] = [];
    let peakMemoryMiB = 0;
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      const window = await openBenchWindow();
      await window.page.getByTestId('open-file').click({ trial: true });
      usable.push(performance.now() - start);
      await window.page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
      ready.push(performance.now() - start);
      peakMemoryMiB = Math.max(peakMemoryMiB, await window.peakMemoryMiB());
      await window.close();
    }
    const shared = {
      unit: 'ms',
      peakMemoryMiB,
      remarks: ['an unpacked build; the first run is the coldest'],
    } as const;
    return [
      { what: 'process start to a window whose buttons answer', samples: usable, ...shared },
      { what: 'process start to the classifier ready', samples: ready, ...shared },
    ];
  });
}
