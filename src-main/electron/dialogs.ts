import { dialog, type BrowserWindow } from 'electron';
import type { Phrase, Say } from '#common/words/say';
import { formatTraits, type ExportFormat } from '#common/export/formats';
import { reportWriterFor } from '#node/report/report-format';

/** The system's choosers; null where the person closed one. Paths stay in the main process. */
export interface Dialogs {
  chooseFiles(): Promise<readonly string[] | null>;
  chooseFolder(): Promise<readonly string[] | null>;
  chooseSettings(): Promise<string | null>;
  nameSettings(): Promise<string | null>;
  /** The report of a batch to be written. */
  nameReport(kind: 'scan' | 'watch'): Promise<string | null>;
  /** A page or a PDF of the worklist. */
  nameScanReport(): Promise<string | null>;
  /** Where the agreement log goes as CSV. */
  nameAgreement(): Promise<string | null>;
  /** The report of an unfinished scan, told by its journal. */
  chooseJournal(): Promise<string | null>;
  /** @param name without extension */
  namePicture(name: string, format: ExportFormat): Promise<string | null>;
  namePdf(name: string): Promise<string | null>;
  /** The one folder for several files; the title says for which. */
  chooseOutputFolder(title: Phrase): Promise<string | null>;
}

const reportFilters = (say: Say) => [
  { name: say('Table (CSV)'), extensions: ['csv'] },
  { name: say('JSON lines'), extensions: ['ndjson'] },
  { name: 'JSON', extensions: ['json'] },
];
const settingsFilters = (say: Say) => [{ name: say('Settings of Osteon'), extensions: ['json'] }];

/** Films often have no file extension, so the choosers show every file. */
export function createDialogs(window: BrowserWindow, speech: () => Say): Dialogs {
  const choose = async (property: 'openFile' | 'openDirectory'): Promise<readonly string[] | null> => {
    const answer = await dialog.showOpenDialog(window, { properties: [property, 'multiSelections'] });
    return answer.canceled || answer.filePaths.length === 0 ? null : answer.filePaths;
  };
  return {
    chooseFiles: () => choose('openFile'),
    chooseFolder: () => choose('openDirectory'),
    async chooseSettings() {
      const answer = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: settingsFilters(speech()),
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    async nameSettings() {
      const answer = await dialog.showSaveDialog(window, {
        defaultPath: 'osteon-settings.json',
        filters: settingsFilters(speech()),
        properties: ['showOverwriteConfirmation'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    async nameReport(kind) {
      const answer = await dialog.showSaveDialog(window, {
        title: speech()('Where the results go'),
        defaultPath: 'results.csv',
        filters: reportFilters(speech()).filter(
          ({ extensions }) => kind === 'scan' || !extensions.includes('json'),
        ),
        properties: ['showOverwriteConfirmation'],
      });
      if (answer.canceled || answer.filePath === '') return null;
      return reportWriterFor(answer.filePath) === null ? `${answer.filePath}.csv` : answer.filePath;
    },
    async nameScanReport() {
      const answer = await dialog.showSaveDialog(window, {
        defaultPath: 'report.html',
        filters: [
          { name: speech()('Page (HTML)'), extensions: ['html'] },
          { name: 'PDF', extensions: ['pdf'] },
        ],
        properties: ['showOverwriteConfirmation'],
      });
      if (answer.canceled || answer.filePath === '') return null;
      return /\.(html|pdf)$/i.test(answer.filePath) ? answer.filePath : `${answer.filePath}.html`;
    },
    async nameAgreement() {
      const answer = await dialog.showSaveDialog(window, {
        defaultPath: 'agreement.csv',
        filters: [{ name: speech()('Agreement log (CSV)'), extensions: ['csv'] }],
        properties: ['showOverwriteConfirmation'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    async chooseJournal() {
      const filters = [{ name: speech()('Unfinished scans'), extensions: ['journal'] }];
      const answer = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
      const [journal] = answer.canceled ? [] : answer.filePaths;
      return journal === undefined ? null : journal.replace(/\.journal$/, '');
    },
    async namePicture(name, format) {
      const { extension, words } = formatTraits[format];
      const answer = await dialog.showSaveDialog(window, {
        title: speech()('Where the picture goes'),
        defaultPath: `${name}.${extension}`,
        filters: [{ name: speech()(words), extensions: [extension] }],
        properties: ['showOverwriteConfirmation'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    async namePdf(name) {
      const answer = await dialog.showSaveDialog(window, {
        title: speech()('Where the sheets go'),
        defaultPath: `${name}.pdf`,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
        properties: ['showOverwriteConfirmation'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    async chooseOutputFolder(title) {
      const answer = await dialog.showOpenDialog(window, {
        title: speech()(title),
        properties: ['openDirectory', 'createDirectory'],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
  };
}
