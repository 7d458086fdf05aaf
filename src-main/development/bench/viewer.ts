import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bridge } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { openBenchWindow, withDisplay, type BenchWindow } from './bench-window.ts';
import { writeManyFilms } from './many-films.ts';
import type { Measurement } from './measurement.ts';

const films = 1000;
/** A glance at a film before the next key; far less than a reader takes. */
const glanceMilliseconds = 150;
/** Memory is read as these films come up, counted from 1. */
const weighedAt = [100, 500, 1000];

type Page = BenchWindow['page'];

/** A folder of a thousand films of a thousand patients: opened, indexed, paged to its end and all the way back. */
export function measureViewer(): Promise<readonly Measurement[]> {
  return withDisplay(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-films-'));
    writeManyFilms(folder, films);
    const window = await openBenchWindow();
    try {
      return await measure(window, folder);
    } finally {
      await window.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function measure(window: BenchWindow, folder: string): Promise<readonly Measurement[]> {
  const { page } = window;
  await page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
  const start = performance.now();
  await window.open([folder]);
  await page.locator('[data-testid=viewport][data-state=shown]').waitFor({ timeout: 60_000 });
  const firstImage = performance.now() - start;
  await allIndexed(page);
  const indexed = performance.now() - start;

  const forth = await pageThrough(window, 'ArrowDown', glanceMilliseconds);
  const back = await pageThrough(window, 'ArrowUp', 0);
  const unseen = films - new Set(back.seen).size;
  if (unseen > 0) throw new AppError('internal', `${unseen} films were not shown again on the way back.`);
  const shared = { unit: 'ms', peakMemoryMiB: await window.peakMemoryMiB() } as const;
  const remarks = [`${films} films of 2500x2048, 16 bit, native, mostly holes that need no disk`];
  return [
    { what: 'folder opened to first image', samples: [firstImage], ...shared, remarks },
    { what: 'folder opened to all films in the index', samples: [indexed], ...shared, remarks },
    {
      what: `next image, a glance of ${glanceMilliseconds} ms at each`,
      samples: forth.latencies,
      ...shared,
      remarks,
    },
    { what: 'previous image, key after key', samples: back.latencies, ...shared, remarks },
    {
      what: 'resident memory of all processes',
      unit: 'MiB',
      samples: forth.memory.map(({ mebibytes }) => mebibytes),
      peakMemoryMiB: shared.peakMemoryMiB,
      remarks: [
        ...forth.memory.map(({ film, mebibytes }) => `at film ${film}: ${Math.round(mebibytes)} MiB`),
        'every film was shown again on the way back',
      ],
    },
  ];
}

async function allIndexed(page: Page): Promise<void> {
  await page.waitForFunction(
    async (count) => {
      const query = { text: '', statuses: [], findings: [], order: 'arrival', descending: false } as const;
      const { bridge } = window as unknown as { readonly bridge: Bridge };
      const reply = await bridge.invoke('findStudies', query);
      return reply.ok && reply.value.total === count;
    },
    films,
    { polling: 500, timeout: 600_000 },
  );
}

interface Paged {
  readonly latencies: readonly number[];
  /** Names of the films in the order in which they were on screen. */
  readonly seen: readonly string[];
  readonly memory: readonly { readonly film: number; readonly mebibytes: number }[];
}

async function pageThrough(window: BenchWindow, key: string, glance: number): Promise<Paged> {
  const latencies: number[] = [];
  const seen: string[] = [await shownFilm(window.page)];
  const memory: { film: number; mebibytes: number }[] = [];
  while (seen.length < films) {
    await window.page.waitForTimeout(glance);
    latencies.push(await step(window.page, key));
    seen.push(await shownFilm(window.page));
    if (weighedAt.includes(seen.length))
      memory.push({ film: seen.length, mebibytes: await window.memoryMiB() });
  }
  return { latencies, seen, memory };
}

async function shownFilm(page: Page): Promise<string> {
  const id = await page.getByTestId('viewport').getAttribute('data-image-id');
  return id ?? '';
}

/** Timed inside the page, from the key to the frame after the viewport says that another film is painted. */
function step(page: Page, key: string): Promise<number> {
  // No named functions in here: tsx marks their names with a helper that the page does not have.
  return page.evaluate(async (name) => {
    const viewport = document.querySelector<HTMLElement>('[data-testid=viewport]')!;
    const before = viewport.dataset['imageId'];
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, code: name, bubbles: true }));
    while (viewport.dataset['imageId'] === before || viewport.dataset['state'] !== 'shown') {
      if (performance.now() - start > 20_000) throw new Error(`No film within 20 s after ${name}.`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  }, key);
}
