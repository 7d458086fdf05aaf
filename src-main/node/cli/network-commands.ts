import type { Command } from 'commander';
import { policyPlace } from '../policy/policy-file.ts';
import type { ExitCode } from './exit-code.ts';

type Done = (code: ExitCode) => void;

/** Adds the commands that speak DICOM over the network, to nodes of the administrator's policy alone. */
export function addNetworkCommands(program: Command, onDone: Done): void {
  addEcho(program, onDone);
  addSend(program, onDone);
  addListen(program, onDone);
}

const nodesOption = [
  '--policy <file>',
  'where the nodes stand, as in the policy of this computer, which is the default',
  policyPlace(),
] as const;

function addEcho(program: Command, onDone: Done): void {
  program
    .command('echo')
    .description('Ask a DICOM node whether it answers (C-ECHO).')
    .requiredOption('--node <name>', 'by its name in the policy')
    .option(...nodesOption)
    .addHelpText('after', '\nExamples:\n  osteon echo --node pacs')
    .action(async (options: { node: string; policy: string }) => {
      const { echoCommand } = await import('./send-command.ts');
      onDone(await echoCommand(options));
    });
}

function addSend(program: Command, onDone: Done): void {
  program
    .command('send')
    .description('Send DICOM objects to a node (C-STORE), each byte for byte as it is.')
    .argument('<paths...>', 'files, and folders in any depth')
    .requiredOption('--node <name>', 'by its name in the policy')
    .option(...nodesOption)
    .option('--json', 'one JSON object per line')
    .addHelpText(
      'after',
      '\nA line an object goes to standard output. What is no DICOM is passed over in folders, and fails where it is' +
        '\nnamed itself. Nothing is encoded anew: a node that does not take the transfer syntax of a file refuses it.' +
        '\nExamples:\n  osteon send hand.dcm reports/ --node pacs',
    )
    .action(async (paths: string[], options: { node: string; policy: string; json?: boolean }) => {
      const { sendCommand } = await import('./send-command.ts');
      onDone(await sendCommand(paths, options));
    });
}

function addListen(program: Command, onDone: Done): void {
  program
    .command('listen')
    .description('Receive DICOM objects (C-STORE) into the folder of the policy, until it is stopped.')
    .option(...nodesOption)
    .addHelpText(
      'after',
      '\nNothing that is there is written over. osteon watch judges what comes to lie in the folder.' +
        '\nExamples:\n  osteon listen',
    )
    .action(async (options: { policy: string }) => {
      const { listenCommand } = await import('./listen-command.ts');
      onDone(await listenCommand(options));
    });
}
