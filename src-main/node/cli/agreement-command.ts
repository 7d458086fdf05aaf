import { homedir } from 'node:os';
import { join } from 'node:path';
import { reportOf } from '#common/agreement/report';
import { everyVerdict } from '#common/agreement/statistics';
import { AppError } from '#common/errors';
import { existsSync } from 'node:fs';
import { toAgreementCsv } from '../agreement/agreement-csv.ts';
import { chainLines, figureLines } from '../agreement/agreement-text.ts';
import { anchorFile, readLog, witnessFile } from '../agreement/log-lines.ts';
import { writeOutput } from '../report/write-output.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { refuseInputs } from './output-guard.ts';

export interface AgreementCommandOptions {
  /** Without it, that of the window. */
  readonly log?: string;
  /** Only whether it is as it was written. */
  readonly verify?: boolean;
  /** Where all entries go, without names. */
  readonly csv?: string;
  /** Count only verdicts that were given before the model's answer was shown. */
  readonly readFirst?: boolean;
}

/**
 * Prints what the agreement log says and whether it is as it was written. A log that was tampered with is a failure.
 *
 * @throws AppError `file-not-found`, `file-unreadable`, `disk-full`, `output-unwritable`
 */
export async function agreementCommand(options: AgreementCommandOptions): Promise<ExitCode> {
  const log = options.log ?? windowsLog();
  // Anchor or witness alone tell of a log that was taken away.
  if (![log, anchorFile(log), witnessFile(log)].some(existsSync))
    throw new AppError('file-not-found', 'There is no agreement log there.');
  const { entries, state } = await readLog(log);
  const report = reportOf(entries, state, { ...everyVerdict, readFirst: options.readFirst ?? false });
  const lines = [...chainLines(state), ...(options.verify === true ? [] : figureLines(report))];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (options.csv !== undefined) {
    await refuseInputs(options.csv, [log, anchorFile(log), witnessFile(log)]);
    await writeOutput(options.csv, pieces(toAgreementCsv(entries)));
  }
  return state.faultCount === 0 ? exitCode.ok : exitCode.someFailed;
}

async function* pieces(text: string): AsyncGenerator<string> {
  yield text;
}

/** Where the window keeps it: Electron's folder for the app, on Windows the one that does not roam. */
function windowsLog(): string {
  return join(profileFolder(), 'agreement', 'agreement.log');
}

function profileFolder(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'osteon');
  const variable = process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CONFIG_HOME';
  const usual = process.platform === 'win32' ? ['AppData', 'Local'] : ['.config'];
  return join(
    process.env[variable] ?? join(homedir(), ...usual),
    process.platform === 'win32' ? 'Osteon' : 'osteon',
  );
}
