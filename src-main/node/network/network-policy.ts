import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#common/errors';
import { usualNetwork, type DicomNode, type NetworkSettings } from '#common/network/configuration';
import { largestPolicyFile, readPolicy } from '#common/preferences/policy';
import { fromSystemError } from '../survey/system-error.ts';

/**
 * What a policy file allows on the network, completed by what is usual.
 *
 * @throws AppError `network-off`, `policy-invalid`, and what reading it means
 */
export async function readNetworkPolicy(path: string): Promise<NetworkSettings> {
  const { network } = readPolicy(await readBounded(path));
  if (network === null)
    throw new AppError('network-off', `The policy file has no “network”, so no node may be spoken to.`);
  return { ...usualNetwork, ...network };
}

/** @throws AppError `node-unknown` */
export function nodeNamed({ nodes }: NetworkSettings, name: string): DicomNode {
  const node = nodes.find((one) => one.name === name);
  if (node !== undefined) return node;
  const known = nodes.map((one) => one.name).join(', ') || 'none';
  throw new AppError('node-unknown', `There is no DICOM node “${name}”; known: ${known}.`);
}

async function readBounded(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > largestPolicyFile)
      throw new AppError('policy-invalid', 'The policy file is larger than any of Osteon.');
    return await readFile(path, 'utf8');
  } catch (thrown) {
    const failure = fromSystemError(thrown, 'file-unreadable');
    if (failure.code !== 'file-not-found') throw failure;
    throw new AppError('network-off', 'There is no policy file, so no node may be spoken to.', {
      cause: thrown,
    });
  }
}
