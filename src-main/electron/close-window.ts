import { dialog, type BrowserWindow } from 'electron';
import type { Say } from '#common/words/say';

/**
 * Closes the window; where something in it could not be saved, only if the person says so. False where they stay.
 *
 * @param unsaved Films and studies with something on the screen that is nowhere else.
 */
export async function closeWindow(window: BrowserWindow, say: Say, unsaved: number): Promise<boolean> {
  if (unsaved > 0) {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: say(
        'Marks or a note on {count} film are not saved. | Marks or notes on {count} films are not saved.',
        {
          count: unsaved,
        },
      ),
      detail: say('The status bar says why. What is not saved is gone once the window is closed.'),
      buttons: [say('Keep the window open'), say('Close without saving')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 0) return false;
  }
  // After the answer: the page then lets the window close.
  setImmediate(() => {
    if (!window.isDestroyed()) window.close();
  });
  return true;
}
