import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Sides in pixels that desktops ask for; installers make their own formats of the largest. */
export const iconSides = [16, 32, 48, 64, 128, 256, 512, 1024] as const;

/** Draws `assets/icon.svg` in every size, as `NxN.png`, and returns their folder. */
export async function drawIcons(checkout: string): Promise<string> {
  const folder = join(checkout, 'release', '.icons');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(readFileSync(wasm));
  const drawing = readFileSync(join(checkout, 'assets', 'icon.svg'), 'utf8');
  for (const side of iconSides)
    writeFileSync(
      join(folder, `${side}x${side}.png`),
      new Resvg(drawing, { fitTo: { mode: 'width', value: side } }).render().asPng(),
    );
  return folder;
}
