import { clipboard, nativeImage, type BrowserWindow } from 'electron';
import type { PageArea } from '#common/contract/ipc';
import { AppError } from '#common/errors';

/**
 * Puts a part of a window on the clipboard as it is on the screen, in the screen's own pixels.
 *
 * @throws AppError copy-failed
 */
export async function copyArea(
  { webContents }: BrowserWindow,
  area: Omit<PageArea, 'inSecond'>,
): Promise<void> {
  const zoom = webContents.getZoomFactor();
  const captured = await webContents.capturePage({
    x: Math.round(area.x * zoom),
    y: Math.round(area.y * zoom),
    width: Math.round(area.width * zoom),
    height: Math.round(area.height * zoom),
  });
  if (captured.isEmpty()) throw new AppError('copy-failed', 'The screen gave no picture of the film.');
  // The clipboard takes an image's representation at 100 %, which of a denser screen is a coarser one.
  const scaleFactor = Math.max(...captured.getScaleFactors());
  clipboard.writeImage(nativeImage.createFromBuffer(captured.toPNG({ scaleFactor })));
}
