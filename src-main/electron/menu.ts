import { app, Menu, type MenuItemConstructorOptions } from 'electron';

import { acceleratorOf } from '#common/viewer/chords';
import type { Say } from '#common/words/say';
import type { KeyMap } from '#common/viewer/key-map';
import type { Action } from '#common/viewer/actions';

export interface MenuActions {
  openFiles(): void;
  openFolder(): void;
  showSettings(): void;
  savePicture(): void;
  printFilms(): void;
  exportDicom(): void;
  scanFolder(): void;
  resumeScan(): void;
  watchFolder(): void;
  showWorklist(): void;
  showAgreement(): void;
  saveObjects(): void;
  lastWorklist(): void;
  /** Pauses the scan, or lets it go on. */
  pauseScan(): void;
  stopScan(): void;
  secondWindow(): void;
  /** False where the administrator allows the built-in model alone. */
  readonly mayInstallModel: boolean;
  installModel(): void;
  previousModel(): void;
}

/** A small menu, in the language and with the keys in force; single keys belong to the page, so every accelerator here has a modifier or is F11. */
export function installMenu(menuActions: MenuActions, keys: KeyMap, say: Say): void {
  const { openFiles, openFolder, showSettings, savePicture, printFilms } = menuActions;
  const { scanFolder, resumeScan, watchFolder, pauseScan, stopScan } = menuActions;
  const { showWorklist, lastWorklist } = menuActions;
  const accelerated = (action: Action, label: string, click: () => void): MenuItemConstructorOptions => {
    const accelerator = acceleratorOf(keys[action][0]);
    return { label, click, ...(accelerator !== undefined && { accelerator }) };
  };
  const development: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'toggleDevTools' }];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: say('&File'),
      submenu: [
        accelerated('openFiles', say('Open File…'), openFiles),
        accelerated('openFolder', say('Open Folder…'), openFolder),
        { type: 'separator' },
        accelerated('savePicture', say('Save as Pictures…'), savePicture),
        accelerated('printFilms', say('Print…'), printFilms),
        accelerated('exportDicom', say('Export DICOM…'), menuActions.exportDicom),
        { type: 'separator' },
        accelerated('settings', say('Settings…'), showSettings),
        { type: 'separator' },
        { role: 'quit', label: say('Quit Osteon') },
      ],
    },
    {
      label: say('&Scan'),
      submenu: [
        { label: say('Folder…'), click: scanFolder },
        { label: say('Resume…'), click: resumeScan },
        { label: say('Watch folder…'), click: watchFolder },
        { type: 'separator' },
        { label: say('Pause or go on'), click: pauseScan },
        { label: say('Stop the scan'), click: stopScan },
        { type: 'separator' },
        accelerated('worklist', say('Worklist'), showWorklist),
        { label: say('Last worklist'), click: lastWorklist },
      ],
    },
    {
      label: say('&Model'),
      submenu: [
        {
          label: say('Install…'),
          enabled: menuActions.mayInstallModel,
          click: menuActions.installModel,
        },
        { label: say('Back to the model before'), click: menuActions.previousModel },
      ],
    },
    {
      label: say('&Results'),
      submenu: [
        accelerated('saveObjects', say('Save as DICOM…'), menuActions.saveObjects),
        accelerated('agreement', say('Agreement…'), menuActions.showAgreement),
      ],
    },
    {
      label: say('&Edit'),
      submenu: [
        { role: 'copy', label: say('Copy') },
        { role: 'selectAll', label: say('Select all') },
      ],
    },
    {
      label: say('&View'),
      submenu: [{ role: 'togglefullscreen', label: say('Full screen') }, ...development],
    },
    {
      label: say('&Window'),
      submenu: [accelerated('secondWindow', say('Second window'), menuActions.secondWindow)],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
