import { Option, type Command } from 'commander';
import { withExportOptions } from './export-options.ts';
import { dicomSr, secondaryCapture, uidRoot } from './object-options.ts';
import { frameNumber, passwordFile, pictureBits, windowLevel, withClassifyingOptions } from './options.ts';
import { examples, type ProgramContext } from './program-context.ts';

/** The commands that look into films, draw them and copy them. */
export function addFilmCommands(program: Command, context: ProgramContext): void {
  addDecode(program, context);
  addRender(program, context);
  addExport(program, context);
}

/** The command that judges single films. */
export function addClassify(program: Command, { installation, version, onDone }: ProgramContext): void {
  withClassifyingOptions(
    program
      .command('classify')
      .description('Classify images and print what was found, a result per file and frame.')
      .argument('<files...>', 'images, and ZIP archives of images, told by their content')
      .option('--json', 'one JSON object per line')
      .addOption(dicomSr)
      .addOption(secondaryCapture)
      .addOption(uidRoot),
  )
    .addHelpText(
      'after',
      examples('osteon classify hand.dcm', 'osteon classify *.dcm --json > results.ndjson'),
    )
    .action(async (files: string[], options) => {
      const { classifyCommand } = await import('./classify-command.ts');
      onDone(await classifyCommand(files, { ...options, version }, installation));
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

function addExport(program: Command, { installation, onDone }: ProgramContext): void {
  withExportOptions(program.command('export')).action(async (paths: string[], options) => {
    const { exportCommand } = await import('./export-command.ts');
    onDone(await exportCommand(paths, options, installation));
  });
}
