import { app, dialog } from 'electron';
import type { ErrorReport } from '#common/errors';
import { failureTexts } from '#common/viewer/failure-texts';
import { languageOf } from '#common/words/language';
import { sayIn } from '#common/words/say';

/** Says why there will be no window, also to whoever started it from a terminal, and ends. */
export function refuseToStart({ code, message }: ErrorReport): void {
  process.stderr.write(`osteon: ${code}: ${message}\n`);
  const say = sayIn(languageOf('system', app.getLocale()));
  dialog.showErrorBox(say('Osteon does not start'), `${say(failureTexts[code])}\n\n${message}`);
  app.exit(1);
}
