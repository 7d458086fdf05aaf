import type { Handlers } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { writeSettings } from '#common/preferences/settings-file';
import { writeOutput } from '#node/report/write-output';
import { Readable } from 'node:stream';
import type { Services } from './handlers.ts';
import { readSettingsFile } from './settings.ts';

type PreferenceCalls = 'preferences' | 'setPreferences' | 'exportPreferences' | 'readPreferences';

/** The contract's calls about what a person chose. */
export function preferenceHandlers({
  settings,
  dialogs,
  preferencesChanged,
  policyProblem,
}: Pick<Services, 'settings' | 'dialogs' | 'preferencesChanged' | 'policyProblem'>): Pick<
  Handlers,
  PreferenceCalls
> {
  return {
    preferences: async () => {
      const { preferences, problem, locks } = settings;
      return { preferences, problem: policyProblem ?? problem, locks };
    },
    async setPreferences(preferences) {
      try {
        settings.prefer(preferences);
      } finally {
        preferencesChanged(settings.preferences);
      }
    },
    async exportPreferences() {
      const path = await dialogs.nameSettings();
      if (path === null) return false;
      const { preferences } = settings;
      await writeOutput(path, Readable.from([writeSettings({ preferences })]));
      return true;
    },
    async readPreferences() {
      const path = await dialogs.chooseSettings();
      return path === null ? null : readChosen(path);
    },
  };
}

function readChosen(path: string) {
  try {
    return readSettingsFile(path).preferences;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file-unreadable', 'The chosen file cannot be read.', { cause });
  }
}
