import { providerChoiceSchema, type ProviderChoice } from '#common/contract/engine-status';
import type { WindowLevel } from '#common/imaging/window-level';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Shard } from '../batch/shard.ts';
import { reportEndings, reportLineFor, reportWriterFor } from '../report/report-format.ts';

/** Adds `--provider`, `--threads` and `--model` to a command that runs the network. */
export function withClassifyingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--provider <name>', 'what runs the network; a forced one that fails is an error')
        .choices([...providerChoiceSchema.options])
        .default('auto' satisfies ProviderChoice),
    )
    .option('--threads <n>', 'CPU threads of the network', positiveInteger)
    .option('--model <dir>', 'directory of the model card and its network')
    .addOption(passwordFile());
}

/** `--password-file`, of every command that opens archives. */
export function passwordFile(): Option {
  return new Option('--password-file <file>', 'passwords of encrypted archives, one a line');
}

/** @throws InvalidArgumentError unless the text is a whole number above 0. */
export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

/** @throws InvalidArgumentError unless the text is a part and of how many, both counted from 1, as in `3/16`. */
export function shardOf(text: string): Shard {
  const [index, count, ...rest] = text.split('/').map(positiveInteger);
  if (index === undefined || count === undefined || rest.length > 0 || index > count)
    throw new InvalidArgumentError('It must be a part, and of how many, as in 3/16.');
  return { index, count };
}

/** @throws InvalidArgumentError unless the text is a frame number: whole, counted from 0. */
export function frameNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('Frames are counted from 0.');
  return Number(text);
}

/** @throws InvalidArgumentError unless the text is a centre and a width above 0, as in `40,400`. */
export function windowLevel(text: string): WindowLevel {
  const [center = NaN, width = NaN, ...rest] = text.split(',').map((part) => (part ? Number(part) : NaN));
  if (rest.length === 0 && Number.isFinite(center) && Number.isFinite(width) && width > 0)
    return { center, width };
  throw new InvalidArgumentError('It must be a centre and a width above 0, as in 40,400.');
}

/** @throws InvalidArgumentError unless the text is 8 or 16. */
export function pictureBits(text: string): 8 | 16 {
  if (text === '8') return 8;
  if (text === '16') return 16;
  throw new InvalidArgumentError('It must be 8 or 16.');
}

/** @throws InvalidArgumentError unless the file name's ending is one of the report formats. */
export function reportFile(file: string): string {
  if (reportWriterFor(file) === null)
    throw new InvalidArgumentError(`The name must end in ${reportEndings.join(', ')}.`);
  return file;
}

/** @throws InvalidArgumentError unless the file name's ending is one of the reports that rows can be added to. */
export function rowsFile(file: string): string {
  if (reportLineFor(file) === null) throw new InvalidArgumentError('The name must end in .csv or .ndjson.');
  return file;
}
