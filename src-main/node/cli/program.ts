import { Command } from 'commander';
import { addBatchCommands } from './batch-commands.ts';
import { addClassify, addFilmCommands } from './film-commands.ts';
import { addModelCommands } from './model-commands.ts';
import { addNetworkCommands } from './network-commands.ts';
import type { ProgramContext } from './program-context.ts';

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
      '\nExit status: 0 all good, 1 something failed, 2 wrong usage, 3 a scan is unfinished (see scan --help).' +
        '\nExample:\n  osteon scan assets/samples --out results.csv',
    );
  addClassify(program, context);
  addBatchCommands(program, context);
  addFilmCommands(program, context);
  addModelCommands(program, context);
  addNetworkCommands(program, context.onDone);
  return program;
}
