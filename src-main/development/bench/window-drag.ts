import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSmallFilms } from '../crash/small-films.ts';
import { AppError } from '#common/errors';
import { writeDicom } from '../write-dicom.ts';
import { openBenchWindow, withDisplay, type BenchWindow } from './bench-window.ts';
import type { Measurement } from './measurement.ts';

const side = 3000;
const frames = 240;
/** Frames while the compiler still learns the way. */
const warmUp = 60;
/** Scanned in the background for longer than is measured. */
const scanned = 6000;
/** Each frame comes as soon as the one before is done, instead of with the screen's next refresh. */
const uncapped = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

type Page = BenchWindow['page'];

/**
 * From one frame to the next while the window is dragged, on a film of 3,000 x 3,000 pixels of 16 bits: alone, and
 * while a scan that was begun from the menu runs.
 */
export function measureWindowDrag(): Promise<readonly Measurement[]> {
  return withDisplay(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-film-'));
    const film = join(folder, 'film.dcm');
    writeFileSync(film, writeFilm());
    const window = await openBenchWindow([film], uncapped);
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
  await page
    .locator('[data-testid=viewport][data-active=true][data-state=shown]')
    .waitFor({ timeout: 60_000 });
  await page.locator('[data-testid=engine-status][data-state=ready]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(3000);
  const size = await page.getByTestId('viewport-canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    return `${width}x${height}`;
  });
  const fitted = await drag(page);
  await page.keyboard.press('Control+1');
  await page.locator('[data-testid=viewport][data-scale="1"]').waitFor();
  const actual = await drag(page);
  mkdirSync(join(folder, 'night'));
  writeSmallFilms(join(folder, 'night'), scanned);
  await window.scan(join(folder, 'night'), join(folder, 'results.csv'));
  // The scan loads its model.
  await page.waitForTimeout(3000);
  const beside = await drag(page);
  const isOn = await page.locator('[data-testid=batch-status][data-phase=running]').count();
  if (isOn !== 1) throw new AppError('internal', 'The scan ended before its effect was measured.');
  const shared = {
    unit: 'ms',
    peakMemoryMiB: await window.peakMemoryMiB(),
    remarks: [`${side}x${side}, 16 bit, on a canvas of ${size}, software rendering, frame rate not capped`],
  } as const;
  return [
    { what: 'window drag, frame to frame, the film fitted', samples: fitted, ...shared },
    { what: 'window drag, frame to frame, one pixel to one', samples: actual, ...shared },
    { what: 'window drag, frame to frame, one pixel to one, beside a scan', samples: beside, ...shared },
  ];
}

/** The button goes down and up by the browser's own pointer; in between every frame gets one movement. */
async function drag(page: Page): Promise<readonly number[]> {
  const box = (await page.getByTestId('viewport-canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // No named functions in here: tsx marks their names with a helper that the page does not have.
  const intervals = await page.evaluate(
    async ({ x: left, y: top, count }) => {
      const surface = document.querySelector('.surface')!;
      const samples: number[] = [];
      let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      for (let frame = 0; frame < count; frame++) {
        const move = { clientX: left + (frame % 97), clientY: top - (frame % 89), pointerId: 1, buttons: 1 };
        surface.dispatchEvent(new PointerEvent('pointermove', { ...move, bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = performance.now();
        samples.push(now - last);
        last = now;
      }
      return samples;
    },
    { x, y, count: warmUp + frames },
  );
  await page.mouse.up();
  return intervals.slice(warmUp);
}

/** Every pixel differs from its neighbours, so that no two frames are alike anywhere. */
function writeFilm(): Uint8Array {
  const pixels = new Uint16Array(side * side);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i * 40503) & 0xffff;
  return writeDicom(
    {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.1',
      SOPInstanceUID: '2.25.9140000.1.1',
      StudyInstanceUID: '2.25.9140000',
      SeriesInstanceUID: '2.25.9140000.1',
      Modality: 'DX',
      PatientID: 'P9140000',
      PatientName: 'Bench^Drag',
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: side,
      Columns: side,
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 0,
      WindowCenter: 32768,
      WindowWidth: 65536,
    },
    pixels,
  );
}
