import { app, Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  openFiles(): void;
  openFolder(): void;
}

/** A small menu; single keys belong to the page, so every accelerator here has a modifier or is F11. */
export function installMenu({ openFiles, openFolder }: MenuActions): void {
  const development: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'toggleDevTools' }];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Open File…', accelerator: 'CmdOrCtrl+O', click: openFiles },
        { label: 'Open Folder…', accelerator: 'CmdOrCtrl+Shift+O', click: openFolder },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { label: '&Edit', submenu: [{ role: 'copy' }, { role: 'selectAll' }] },
    { label: '&View', submenu: [{ role: 'togglefullscreen' }, ...development] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
