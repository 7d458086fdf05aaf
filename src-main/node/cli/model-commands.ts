import type { Command } from 'commander';
import { examples, type ProgramContext } from './program-context.ts';

/** The commands on the model: what it is, which is in use, and how readers agree with it. */
export function addModelCommands(program: Command, context: ProgramContext): void {
  addModel(program, context);
  addAgreement(program, context);
}

function addModel(program: Command, { installation, onDone }: ProgramContext): void {
  const model = program
    .command('model')
    .description('Print the card of the model in use as JSON: data, metrics, operating points, limits.')
    .option('--model <dir>', 'directory of the model card and its network')
    .addHelpText(
      'after',
      examples('osteon model', 'osteon model install better.osteon-model', 'osteon model back'),
    )
    .action(async (options) => {
      const { modelCommand } = await import('./model-command.ts');
      onDone(await modelCommand(options, installation));
    });
  model
    .command('install')
    .description('Verify a model package, compare its model with the one in use, and use it from then on.')
    .argument('<file>', 'package, signed by a key that the policy names')
    .action(async (file: string) => {
      const { installModel } = await import('./model-package-command.ts');
      onDone(await installModel(file, installation));
    });
  model
    .command('back')
    .description('Go back to the model that was in use before.')
    .action(async () => {
      const { goBackToModel } = await import('./model-package-command.ts');
      onDone(await goBackToModel(installation));
    });
}

function addAgreement(program: Command, { onDone }: ProgramContext): void {
  program
    .command('agreement')
    .description(
      'Say how often readers and model agreed, by the log that the window keeps, and verify the log.',
    )
    .option('--verify', 'only whether the log is as it was written')
    .option('--read-first', "count only verdicts given before the model's answer was shown")
    .option('--csv <file>', 'also write every entry as CSV; it names nobody')
    .option('--log <file>', "another log than the window's")
    .addHelpText(
      'after',
      '\nExit status 1 where the log was tampered with; the lines say at which entries.\n' +
        examples('osteon agreement', 'osteon agreement --verify', 'osteon agreement --csv agreement.csv'),
    )
    .action(async (options) => {
      const { agreementCommand } = await import('./agreement-command.ts');
      onDone(await agreementCommand(options));
    });
}
