import { InvalidArgumentError, type Command } from 'commander';
import {
  dateChoices,
  retainable,
  type Deidentification,
  type Redaction,
  type Retainable,
} from '#common/deidentify/deidentification';
import { passwordFile } from './options.ts';

/** Gives a command what `osteon export` takes. */
export function withExportOptions(command: Command): Command {
  return command
    .description('Copy films as DICOM files into a folder or a ZIP archive, as they are or de-identified.')
    .argument('<paths...>', 'files, archives, and folders to search, in any depth')
    .requiredOption('--out <place>', 'folder to write into or, with the ending .zip, archive to write')
    .option('--dicomdir', 'write a DICOMDIR beside the films; an archive always has one')
    .option('--deidentify', 'leave out who it is: PS3.15 annex E, Basic Profile')
    .option('--retain <what>', `keep some of it, by comma: ${retainable.join(', ')}`, retainList)
    .option('--dates <choice>', `what becomes of dates: ${dateChoices.join(', ')}`, dateChoice, 'removed')
    .option(
      '--redact <x,y,w,h>',
      'blacken a rectangle of every film, in its pixels; may be repeated',
      rectangle,
    )
    .option(
      '--secret <file>',
      'make the same pseudonyms as other exports with this file, which is made if missing',
    )
    .addOption(passwordFile())
    .addHelpText(
      'after',
      '\nFiles get names that tell nothing. Without --deidentify they are byte for byte what they were. Private' +
        '\nattributes and overlays go, UIDs are replaced consistently, and what the standard allows to be kept and' +
        '\nmay still name somebody goes too. Names that are part of a picture stay unless --redact covers them.' +
        '\n\nExamples:\n  osteon export /media/cd --out copy --dicomdir' +
        '\n  osteon export study --out study.zip --deidentify --retain patientCharacteristics --dates shifted',
    );
}

/** `device,institution`. @throws InvalidArgumentError */
function retainList(text: string): readonly Retainable[] {
  const chosen = text.split(',').map((word) => retainable.find((one) => one === word));
  if (chosen.includes(undefined)) throw new InvalidArgumentError(`Choose among ${retainable.join(', ')}.`);
  return chosen as Retainable[];
}

/** @throws InvalidArgumentError */
function dateChoice(text: string): Deidentification['dates'] {
  const chosen = dateChoices.find((one) => one === text);
  if (chosen === undefined) throw new InvalidArgumentError(`Choose among ${dateChoices.join(', ')}.`);
  return chosen;
}

/** `left,top,width,height`, once for each rectangle. @throws InvalidArgumentError */
function rectangle(text: string, before: readonly Redaction[] = []): readonly Redaction[] {
  const found = /^(\d{1,5}),(\d{1,5}),([1-9]\d{0,4}),([1-9]\d{0,4})$/.exec(text);
  if (found === null) throw new InvalidArgumentError('Write left,top,width,height in pixels of the film.');
  const [left = 0, top = 0, width = 1, height = 1] = found.slice(1).map(Number);
  return [...before, { left, top, width, height }];
}
