import { dialog, type BrowserWindow } from 'electron';

/** The system's choosers; null where the person closed one. Paths stay in the main process. */
export interface Dialogs {
  chooseFiles(): Promise<readonly string[] | null>;
  chooseFolder(): Promise<readonly string[] | null>;
}

/** Films often have no file extension, so the choosers show every file. */
export function createDialogs(window: BrowserWindow): Dialogs {
  const choose = async (property: 'openFile' | 'openDirectory'): Promise<readonly string[] | null> => {
    const answer = await dialog.showOpenDialog(window, { properties: [property, 'multiSelections'] });
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  };
  return {
    chooseFiles: () => choose('openFile'),
    chooseFolder: () => choose('openDirectory'),
  };
}
