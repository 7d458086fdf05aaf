import { Option, type Command } from 'commander';
import { withFilterOptions } from './filter-options.ts';
import { dicomSr, secondaryCapture, uidRoot } from './object-options.ts';
import { positiveInteger, reportFile, rowsFile, shardOf, withClassifyingOptions } from './options.ts';
import { examples, type ProgramContext } from './program-context.ts';
import { withQueueOptions } from './queue-options.ts';

/** The commands that classify whole folders, and those that take their reports further. */
export function addBatchCommands(program: Command, context: ProgramContext): void {
  addScan(program, context);
  addMerge(program, context);
  addWorker(program, context);
  addWatch(program, context);
  addReport(program, context);
}

function addScan(program: Command, { installation, version, onDone }: ProgramContext): void {
  withFilterOptions(
    withClassifyingOptions(
      withQueueOptions(
        program
          .command('scan')
          .description(
            'Classify whole folders into a report: a row per image and frame, and per file that failed.',
          )
          .argument('[paths...]', 'files, archives, and folders to search, in any depth')
          .requiredOption('--out <file>', 'report to write: .csv, .ndjson or .json', reportFile)
          .option('--jobs <n>', 'images decoded at a time', positiveInteger)
          .addOption(
            new Option('--resume', 'go on with the unfinished scan into this report').conflicts('restart'),
          )
          .option('--restart', 'drop the unfinished scan into this report and begin anew')
          .option('--shard <i/n>', 'only the i-th of n parts; see merge --help', shardOf)
          .addOption(dicomSr)
          .addOption(secondaryCapture)
          .addOption(uidRoot),
        false,
      ),
    ),
  )
    .addHelpText(
      'after',
      '\nOther files met in folders are passed over. Frames are counted from 0. CSV cells stand as the files' +
        '\nhave them: import them into a spreadsheet as text. Until the report is written, what was judged' +
        '\nstands beside it in FILE.journal: a scan that was stopped, also by a power cut, is resumed from there.' +
        '\nDICOM objects are written as the films are judged: those that a resumed scan knows get none anew.\n' +
        examples(
          'osteon scan /media/cd --out results.csv',
          'osteon scan a.dcm b/ --out results.json --jobs 4',
          'osteon scan /archive --out results.csv --modality DX,CR --from 20260101',
          'osteon scan /archive --out results.csv --dicom-sr reports',
          'osteon scan --out results.csv --resume',
          'osteon scan /archive --out results.csv --queue redis://server     # judged by osteon worker',
        ),
    )
    .action(async (paths: string[], options, command: Command) => {
      if (paths.length === 0 && options.resume !== true)
        command.error("error: missing required argument 'paths'");
      const { scanCommand } = await import('./scan-command.ts');
      onDone(await scanCommand(paths, { ...options, version }, installation));
    });
}

function addMerge(program: Command, { onDone }: ProgramContext): void {
  program
    .command('merge')
    .description('Put the reports of the shards of a scan together, in the order of their paths.')
    .argument('<reports...>', '.csv or .ndjson files, one a shard', (file, before: string[] = []) => [
      ...before,
      rowsFile(file),
    ])
    .requiredOption('--out <file>', 'report to write, of the same kind', rowsFile)
    .option('--shards <n>', 'how many there must be', positiveInteger)
    .addHelpText(
      'after',
      '\nEach file falls to one shard by its path: give every shard the same paths, spelled alike, and a report of' +
        '\nits own. What is merged is, byte for byte, what merge makes of the report of a scan that was not cut up.\n' +
        examples(
          'osteon merge part-*.csv --shards 16 --out results.csv   # of osteon scan … --out part-1.csv --shard 1/16 and so on',
        ),
    )
    .action(async (reports: string[], options) => {
      const { mergeCommand } = await import('./merge-command.ts');
      onDone(await mergeCommand(reports, options));
    });
}

function addWorker(program: Command, { installation, onDone }: ProgramContext): void {
  withQueueOptions(
    withClassifyingOptions(
      program
        .command('worker')
        .description('Classify films for osteon scan --queue, on whatever machine, until it is stopped.')
        .option('--jobs <n>', 'images decoded at a time', positiveInteger)
        .option('--lease <seconds>', 'how long a silent worker keeps its films', positiveInteger, 30)
        .option('--root <dir...>', 'open films below these folders alone, links followed'),
    ),
    true,
  )
    .addHelpText(
      'after',
      '\nThe films must lie under the same paths as where the scan is. Whoever can write into the queue has any film' +
        '\nopened that the worker may read, unless --root says which. A worker of another model than the scan is' +
        '\nrefused. What a worker that was killed had in work falls to the others after the lease.\n' +
        examples('osteon worker --queue rediss://server --queue-password-file password --root /archive'),
    )
    .action(async (options) => {
      const { workerCommand } = await import('./worker-command.ts');
      onDone(await workerCommand(options, installation));
    });
}

function addWatch(program: Command, { installation, onDone }: ProgramContext): void {
  withFilterOptions(
    withClassifyingOptions(
      program
        .command('watch')
        .description('Classify what comes to lie in folders, each film once, until it is stopped.')
        .argument('<folders...>', 'folders to watch, in any depth; nothing in them is changed')
        .requiredOption('--out <file>', 'report that rows are added to: .csv or .ndjson', reportFile)
        .option('--jobs <n>', 'images decoded at a time', positiveInteger)
        .option('--interval <seconds>', 'between two looks at the folders', positiveInteger, 5)
        .option('--settle <seconds>', 'how long a file must have stayed the same', positiveInteger, 3)
        .option('--restart', 'forget what was judged before'),
    ),
  )
    .addHelpText(
      'after',
      '\nWhat was judged is remembered in FILE.journal, beside the report, and judged no second time.\n' +
        examples('osteon watch /srv/incoming --out results.csv'),
    )
    .action(async (folders: string[], options) => {
      const { watchCommand } = await import('./watch-command.ts');
      onDone(await watchCommand(folders, options, installation));
    });
}

function addReport(program: Command, { installation, onDone }: ProgramContext): void {
  withClassifyingOptions(
    program
      .command('report')
      .description(
        'Write the results of a scan as one HTML file for people, with pictures of what stands out.',
      )
      .argument('<results>', 'what scan or merge wrote: .csv, .ndjson or .json')
      .requiredOption('--html <file>', 'page to write; it needs no other file and no network')
      .option('--pictures <n>', 'films to show, the highest score first', positiveInteger, 24)
      .option('--identity', 'name patients, study dates and files, which are left out otherwise'),
  )
    .addHelpText(
      'after',
      '\nFilms are read from where they were scanned. Without --identity a film is named by its row in the' +
        '\nresults; writing that is part of a picture is shown all the same.\n' +
        examples('osteon report results.csv --html results.html'),
    )
    .action(async (results: string, options) => {
      const { reportCommand } = await import('./report-command.ts');
      onDone(await reportCommand(results, options, installation));
    });
}
