import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bridge } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { openBenchWindow, withDisplay, type BenchWindow } from './bench-window.ts';
import { writeManyFilms } from './many-films.ts';
import { quantile, type Measurement } from './measurement.ts';

/** A glance at a film before the next key; far less than a reader takes. */
const glanceMilliseconds = 100;
/** Films looked at while the folder is still being read. */
const early = 10;
/** Memory is weighed, and progress told, after as many films. */
const weighedEvery = 100;

type Page = BenchWindow['page'];

/**
 * A folder of films, each of another patient: opened, read from the first image on, indexed, paged to its end
 * and all the way back.
 *
 * @param tell Hears how far it has come: a thousand films take minutes.
 */
export function measureViewer(films: number, tell: (line: string) => void): Promise<readonly Measurement[]> {
  return withDisplay(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-films-'));
    tell(`writing ${films} films`);
    writeManyFilms(folder, films);
    const window = await openBenchWindow();
    try {
      return await new ManyFilms(window, films, tell).measure(folder);
    } finally {
      await window.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

interface Weighed {
  readonly film: number;
  readonly mebibytes: number;
}

/** One run over a folder in a window of its own. */
class ManyFilms {
  readonly #window: BenchWindow;
  readonly #films: number;
  readonly #tell: (line: string) => void;
  /** Names of the films in the order in which they were on screen. */
  #seen: string[] = [];
  readonly #weighed: Weighed[] = [];

  constructor(window: BenchWindow, films: number, tell: (line: string) => void) {
    this.#window = window;
    this.#films = films;
    this.#tell = tell;
  }

  async measure(folder: string): Promise<readonly Measurement[]> {
    const { page } = this.#window;
    await page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
    await countIndexed(page);
    const start = performance.now();
    await this.#window.open([folder]);
    await page
      .locator('[data-testid=viewport][data-active=true][data-state=shown]')
      .waitFor({ timeout: 60_000 });
    const firstImage = performance.now() - start;
    this.#seen.push(await shownFilm(page));
    this.#tell(`first image after ${Math.round(firstImage)} ms`);
    // A key at the end of a list that is still growing leads nowhere.
    await page
      .getByTestId('image-row')
      .nth(Math.min(early, this.#films) - 1)
      .waitFor();
    const whileRead = await this.#pageThrough('ArrowDown', Math.min(early, this.#films), 0);
    await allIndexed(page, this.#films);
    const indexed = performance.now() - start;
    this.#tell(`all films in the index after ${Math.round(indexed)} ms`);
    const forth = await this.#pageThrough('ArrowDown', this.#films, glanceMilliseconds);
    this.#seen = this.#seen.slice(-1);
    const back = await this.#pageThrough('ArrowUp', this.#films, 0);
    const unseen = this.#films - new Set(this.#seen).size;
    if (unseen > 0) throw new AppError('internal', `${unseen} films were not shown again on the way back.`);
    return this.#summary({ firstImage, indexed, whileRead, forth, back });
  }

  /** Presses a key until `upTo` films have been seen; returns how long each took. */
  async #pageThrough(key: string, upTo: number, glance: number): Promise<readonly number[]> {
    const { page } = this.#window;
    const latencies: number[] = [];
    while (this.#seen.length < upTo) {
      await page.waitForTimeout(glance);
      latencies.push(await step(page, key));
      this.#seen.push(await shownFilm(page));
      if (this.#seen.length % weighedEvery === 0) await this.#weigh(key, latencies);
    }
    return latencies;
  }

  async #weigh(key: string, latencies: readonly number[]): Promise<void> {
    const film = this.#seen.length;
    const mebibytes = await this.#window.memoryMiB();
    if (key === 'ArrowDown') this.#weighed.push({ film, mebibytes });
    const median = Math.round(quantile(latencies, 0.5));
    this.#tell(`${key}: ${film} of ${this.#films}, median ${median} ms, ${Math.round(mebibytes)} MiB`);
  }

  async #summary(times: {
    readonly firstImage: number;
    readonly indexed: number;
    readonly whileRead: readonly number[];
    readonly forth: readonly number[];
    readonly back: readonly number[];
  }): Promise<readonly Measurement[]> {
    const shared = { unit: 'ms', peakMemoryMiB: await this.#window.peakMemoryMiB() } as const;
    const remarks = [`${this.#films} films of 2500x2048, 16 bit, native, mostly holes that need no disk`];
    const glance = `next image, a glance of ${glanceMilliseconds} ms at each`;
    const timed: readonly (readonly [string, readonly number[]])[] = [
      ['folder opened to first image', [times.firstImage]],
      ['next image, key after key, while the folder is still being read', times.whileRead],
      ['folder opened to all films in the index', [times.indexed]],
      [glance, times.forth],
      ['previous image, key after key', times.back],
    ];
    return [
      ...timed
        .filter(([, samples]) => samples.length > 0)
        .map(([what, samples]) => ({ what, samples, ...shared, remarks })),
      ...this.#memory(shared.peakMemoryMiB),
    ];
  }

  #memory(peakMemoryMiB: number): readonly Measurement[] {
    if (this.#weighed.length === 0) return [];
    return [
      {
        what: 'resident memory of all processes',
        unit: 'MiB',
        samples: this.#weighed.map(({ mebibytes }) => mebibytes),
        peakMemoryMiB,
        remarks: [
          ...this.#weighed.map(({ film, mebibytes }) => `at film ${film}: ${Math.round(mebibytes)} MiB`),
          'every film was shown again on the way back',
        ],
      },
    ];
  }
}

/** Has the page count the films that the index has taken in, which asking for the list would slow down. */
function countIndexed(page: Page): Promise<void> {
  return page.evaluate(() => {
    const counting = window as unknown as { readonly bridge: Bridge; filmsIndexed: number };
    counting.filmsIndexed = 0;
    counting.bridge.on('filmsIndexed', ({ films }) => (counting.filmsIndexed += films.length));
  });
}

async function allIndexed(page: Page, films: number): Promise<void> {
  await page.waitForFunction(
    (count) => (window as unknown as { readonly filmsIndexed: number }).filmsIndexed >= count,
    films,
    { polling: 100, timeout: 600_000 },
  );
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
