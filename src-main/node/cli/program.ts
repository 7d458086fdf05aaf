import { Command, Option } from 'commander';
import type { ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';
import {
  frameNumber,
  passwordFile,
  pictureBits,
  positiveInteger,
  reportFile,
  windowLevel,
  withClassifyingOptions,
} from './options.ts';

/** What the commands are run with, and whom they tell how it went. */
export interface ProgramContext {
  readonly installation: Installation;
  readonly version: string;
  onDone(code: ExitCode): void;
}

/**
 * The command line as commander sees it. Each command loads its part of the program when it runs, so that
 * `--help` does not wait for ONNX Runtime. Commander's own failures are thrown as CommanderError.
 */
export function createProgram(context: ProgramContext): Command {
  const program = new Command('osteon')
    .description('Suggests fractures on limb radiographs, offline. Investigational, not for diagnosis.')
    .version(context.version)
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit status: 0 all good, 1 something failed, 2 wrong usage.' +
        '\nExample:\n  osteon scan assets/samples --out results.csv',
    );
  addClassify(program, context);
  addScan(program, context);
  addDecode(program, context);
  addRender(program, context);
  addModel(program, context);
  return program;
}

function addClassify(program: Command, { installation, onDone }: ProgramContext): void {
  withClassifyingOptions(
    program
      .command('classify')
      .description('Classify images and print what was found, a result per file and frame.')
      .argument('<files...>', 'images, and ZIP archives of images, told by their content')
      .option('--json', 'one JSON object per line'),
  )
    .addHelpText(
      'after',
      examples('osteon classify hand.dcm', 'osteon classify *.dcm --json > results.ndjson'),
    )
    .action(async (files: string[], options) => {
      const { classifyCommand } = await import('./classify-command.ts');
      onDone(await classifyCommand(files, options, installation));
    });
}

function addScan(program: Command, { installation, onDone }: ProgramContext): void {
  withClassifyingOptions(
    program
      .command('scan')
      .description(
        'Classify whole folders into a report: a row per image and frame, and per file that failed.',
      )
      .argument('<paths...>', 'files, archives, and folders to search, in any depth')
      .requiredOption('--out <file>', 'report to write: .csv, .ndjson or .json', reportFile)
      .option('--jobs <n>', 'images decoded at a time', positiveInteger),
  )
    .addHelpText(
      'after',
      '\nOther files met in folders are passed over. Frames are counted from 0. CSV cells stand as the files' +
        '\nhave them: import them into a spreadsheet as text.\n' +
        examples(
          'osteon scan /media/cd --out results.csv',
          'osteon scan a.dcm b/ --out results.json --jobs 4',
        ),
    )
    .action(async (paths: string[], options) => {
      const { scanCommand } = await import('./scan-command.ts');
      onDone(await scanCommand(paths, options, installation));
    });
}

function addDecode(program: Command, { installation, onDone }: ProgramContext): void {
  program
    .command('decode')
    .description('Decode images and print what they hold, with a SHA-256 of the stored pixel values.')
    .argument('<files...>', 'images, and ZIP archives of images, told by their content')
    .requiredOption('--json', 'one JSON object per line and file')
    .option('--raw <file>', 'also write the stored values of one file: little-endian, C order, all frames')
    .addOption(passwordFile())
    .addHelpText(
      'after',
      examples('osteon decode hand.dcm --json', 'osteon decode hand.dcm --json --raw hand.raw'),
    )
    .action(async (files: string[], options, command: Command) => {
      if (options.raw !== undefined && files.length > 1) command.error('error: --raw takes one file');
      const { decodeFiles } = await import('./decode-files.ts');
      onDone(await decodeFiles(files, options, installation));
    });
}

function addRender(program: Command, { installation, onDone }: ProgramContext): void {
  program
    .command('render')
    .description("Render one frame as a PNG, as the viewer opens it: under the file's own window or VOI LUT.")
    .argument('<file>', 'image, or ZIP archive of images, told by its content')
    .requiredOption('--out <file>', 'PNG file to write')
    .option('--frame <n>', 'counted from 0', frameNumber, 0)
    .option('--member <name>', 'which film of an archive, by its name there')
    .addOption(passwordFile())
    .addOption(
      new Option('--window <c,w>', 'centre and width, in modality units')
        .argParser(windowLevel)
        .conflicts('voi'),
    )
    .option(
      '--voi <preset>',
      "one of the file's windows and VOI LUTs, or Automatic, by number from 1 or name",
    )
    .option('--invert', 'swap bright and dark')
    .option('--no-overlays', "leave out the file's overlays")
    .option('--no-shutter', "show what the file's shutters hide")
    .option('--bits <n>', 'bits a sample of the PNG, 8 or 16', pictureBits, 8)
    .addHelpText(
      'after',
      examples(
        'osteon render hand.dcm --out hand.png',
        'osteon render hand.dcm --out hand.png --window 2048,4096 --no-overlays',
      ),
    )
    .action(async (file: string, options) => {
      const { renderFile } = await import('./render-file.ts');
      onDone(await renderFile(file, options, installation));
    });
}

function addModel(program: Command, { installation, onDone }: ProgramContext): void {
  program
    .command('model')
    .description('Print the card of the model in use as JSON: data, metrics, operating points, limits.')
    .option('--model <dir>', 'directory of the model card and its network')
    .addHelpText('after', examples('osteon model'))
    .action(async (options) => {
      const { modelCommand } = await import('./model-command.ts');
      onDone(await modelCommand(options, installation));
    });
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
