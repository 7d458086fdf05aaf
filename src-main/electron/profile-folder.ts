import { app } from 'electron';
import { join } from 'node:path';

/** Keeps all that Osteon stores in one folder that does not roam: on Windows Electron's own choice would. */
export function settleProfileFolder(): void {
  const local = process.env['LOCALAPPDATA'];
  if (process.platform !== 'win32' || local === undefined || app.commandLine.hasSwitch('user-data-dir'))
    return;
  app.setPath('userData', join(local, 'Osteon'));
}
