import { InvalidArgumentError, Option, type Command } from 'commander';
import { readQueueUrl } from '../queue/queue-address.ts';

/** Adds what tells how a queue is reached; `required` where there is nothing to do without one. */
export function withQueueOptions(command: Command, required: boolean): Command {
  const queue = new Option('--queue <url>', 'queue server, redis://host:port or, with TLS, rediss://')
    .argParser(queueUrl)
    .makeOptionMandatory(required)
    // Workers answer what stands in reports, and no heat map.
    .conflicts(['dicomSr', 'secondaryCapture']);
  return command
    .addOption(queue)
    .option('--queue-password-file <file>', 'its password, on the first line')
    .option('--queue-ca <file>', 'certificates in PEM that the server is trusted by, with TLS');
}

function queueUrl(text: string): URL {
  try {
    return readQueueUrl(text);
  } catch (thrown) {
    throw new InvalidArgumentError(thrown instanceof Error ? thrown.message : '');
  }
}
