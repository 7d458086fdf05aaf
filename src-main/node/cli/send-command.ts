import { isDicom } from '#common/dicom/parse';
import { AppError, type ErrorReport } from '#common/errors';
import { readImageFile } from '../decode/image-file.ts';
import { nodeNamed, readNetworkPolicy } from '../network/network-policy.ts';
import { echoNode, sendObjects } from '../network/send-objects.ts';
import { eachOnce, findFiles } from '../survey/find-files.ts';
import { readHead } from '../survey/read-head.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { withInterrupt } from './interrupt.ts';

interface NodeChoice {
  readonly node: string;
  /** The policy file that the node stands in. */
  readonly policy: string;
}

/** Says how long a node took to answer. @throws AppError as `echoNode` and `readNetworkPolicy` do */
export async function echoCommand({ node: name, policy }: NodeChoice): Promise<ExitCode> {
  const network = await readNetworkPolicy(policy);
  const node = nodeNamed(network, name);
  return withInterrupt(async ({ signal }) => {
    const milliseconds = await echoNode(node, { aeTitle: network.aeTitle, signal });
    process.stdout.write(`${name} (${node.aeTitle}) answered in ${Math.round(milliseconds)} ms.\n`);
    return exitCode.ok;
  });
}

/** Sends objects, with a line each. @throws AppError as `sendObjects` and `readNetworkPolicy` do */
export async function sendCommand(
  paths: readonly string[],
  { node: name, policy, json = false }: NodeChoice & { readonly json?: boolean },
): Promise<ExitCode> {
  const network = await readNetworkPolicy(policy);
  const node = nodeNamed(network, name);
  const { files, failures } = await objectsAmong(paths);
  const tell = (file: string, problem: ErrorReport | null, isStored: boolean): void =>
    void process.stdout.write(
      `${json ? JSON.stringify({ file, isStored, problem }) : line(file, problem, isStored)}\n`,
    );
  for (const { path, error } of failures) tell(path, error, false);
  let stored = 0;
  await withInterrupt(({ signal }) =>
    sendObjects(
      node,
      files.map((path) => ({ read: () => readImageFile(path) })),
      {
        ...{ aeTitle: network.aeTitle, signal },
        onOutcome({ index, problem, isStored }) {
          if (isStored) stored++;
          tell(files[index]!, problem, isStored);
        },
      },
    ),
  );
  process.stderr.write(`${stored} of ${files.length + failures.length} objects are at ${name}.\n`);
  return stored === files.length + failures.length ? exitCode.ok : exitCode.someFailed;
}

interface Failure {
  readonly path: string;
  readonly error: ErrorReport;
}

async function objectsAmong(paths: readonly string[]): Promise<{ files: string[]; failures: Failure[] }> {
  const files: string[] = [];
  const failures: Failure[] = [];
  for await (const found of eachOnce(findFiles(paths)))
    if ('error' in found) failures.push(found);
    else if (found.named || (await isObject(found.path))) files.push(found.path);
  if (files.length + failures.length === 0)
    throw new AppError('not-an-image', 'There is no DICOM object there.');
  return { files, failures };
}

async function isObject(path: string): Promise<boolean> {
  return readHead(path).then(isDicom, () => false);
}

function line(file: string, problem: ErrorReport | null, isStored: boolean): string {
  if (problem === null) return `${file}: stored`;
  return `${file}: ${isStored ? 'stored' : problem.code} (${problem.message})`;
}
