import type { ProviderChoice } from '#common/contract/ipc';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { createDecodePool, type DecodePool } from '../decode/decode-pool.ts';
import { createClassifier } from '../inference/classifier.ts';
import { defaultThreads } from '../inference/onnx-session.ts';
import type { ScanServices } from '../scan/scan-films.ts';
import type { DescribeOptions } from '../survey/describe-files.ts';
import type { Installation } from './installation.ts';
import { promptOnTerminal, readPasswords, type PasswordOptions } from './password-options.ts';

/** The options that every classifying command has, as commander hands them over. */
export interface ClassifyingOptions extends PasswordOptions {
  readonly model?: string;
  readonly provider: ProviderChoice;
  /** CPU threads of the network. */
  readonly threads?: number;
}

/** Decoding threads where nothing is asked for. */
export const defaultJobs = availableParallelism();

/** Films in flight where so many are decoded at a time: enough that neither decoding nor the network waits. */
export function filmsInFlight(jobs: number): number {
  return 2 * jobs + 2;
}

/** What it takes to read films and archives. */
export interface PoolServices {
  readonly pool: DecodePool;
  readonly askPassword: DescribeOptions['askPassword'];
}

/** Opens a pool, with the passwords that were given, hands it to `use`, and closes it whatever happens. */
export async function withPool<T>(
  installation: Installation,
  options: PasswordOptions & { readonly jobs?: number },
  use: (services: PoolServices) => Promise<T>,
): Promise<T> {
  const passwords = await readPasswords(options);
  const threads = options.jobs ?? defaultJobs;
  const pool = createDecodePool({ workerFile: installation.decodeWorker, threads, passwords });
  try {
    return await use({ pool, askPassword: promptOnTerminal(passwords) });
  } finally {
    await pool.close();
  }
}

/**
 * Opens pool and model, hands them to `use`, and closes them whatever happens. For a batch, as many films are judged at
 * a time as there are threads; otherwise they share the work on one.
 *
 * @throws AppError of the model or of the provider, or what `use` throws.
 */
export async function withServices<T>(
  installation: Installation,
  options: ClassifyingOptions & { readonly jobs: number; readonly isBatch?: boolean },
  use: (services: ScanServices & PoolServices) => Promise<T>,
): Promise<T> {
  const workerFile = join(dirname(installation.decodeWorker), 'classify-worker.cjs');
  const classifier = await createClassifier({
    modelDirectory: options.model ?? installation.modelDirectory,
    provider: options.provider,
    probeWorker: installation.probeWorker,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(options.isBatch ? { parallel: { workerFile, threads: options.threads ?? defaultThreads() } } : {}),
  });
  try {
    return await withPool(installation, options, (services) => use({ ...services, classifier }));
  } finally {
    await classifier.release();
  }
}
