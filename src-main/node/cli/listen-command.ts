import { once } from 'node:events';
import { AppError } from '#common/errors';
import { listen } from '../network/listen.ts';
import { readNetworkPolicy } from '../network/network-policy.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { withInterrupt } from './interrupt.ts';

/**
 * Receives objects until it is interrupted, which is no failure; a line an association that failed goes to standard
 * error, and names nobody.
 *
 * @throws AppError as `listen` and `readNetworkPolicy` do
 */
export async function listenCommand({ policy }: { readonly policy: string }): Promise<ExitCode> {
  const { aeTitle, listener } = await readNetworkPolicy(policy);
  if (!listener.on)
    throw new AppError(
      'network-off',
      'The policy does not switch the listener on ("listener": {"on": true}).',
    );
  let [stored, known] = [0, 0];
  return withInterrupt(async ({ signal }) => {
    const server = await listen({
      aeTitle,
      listener,
      onStored: (isNew) => void (isNew ? stored++ : known++),
      onTrouble: ({ code, message }) => void process.stderr.write(`${code}: ${message}\n`),
    });
    process.stderr.write(`${aeTitle} receives at ${listener.address}:${server.port}.\n`);
    if (!signal.aborted) await once(signal, 'abort');
    await server.close();
    process.stderr.write(`${stored} objects received, ${known} that were there before.\n`);
    return exitCode.ok;
  });
}
