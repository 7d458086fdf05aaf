import type { ProviderChoice } from '#common/contract/ipc';
import { availableParallelism } from 'node:os';
import { createDecodePool, type DecodePool } from '../decode/decode-pool.ts';
import { createClassifier } from '../inference/classifier.ts';
import type { ScanServices } from '../scan/scan.ts';
import type { DescribeOptions } from '../survey/describe-files.ts';
import type { Installation } from './installation.ts';
import { promptOnTerminal, readPasswords, type PasswordOptions } from './password-options.ts';

/** The options that every classifying command has, as commander hands them over. */
export interface ClassifyingOptions extends PasswordOptions {
  readonly model?: string;
  readonly provider: ProviderChoice;
  /** CPU threads inside one operator of the network. */
  readonly threads?: number;
}

/** Decoding threads where nothing is asked for: the network keeps a core to itself. */
export const defaultJobs = Math.max(1, availableParallelism() - 1);

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
 * Opens pool and model, hands them to `use`, and closes them whatever happens.
 *
 * @throws AppError of the model or of the provider, or what `use` throws.
 */
export async function withServices<T>(
  installation: Installation,
  options: ClassifyingOptions & { readonly jobs: number },
  use: (services: ScanServices & PoolServices) => Promise<T>,
): Promise<T> {
  const classifier = await createClassifier({
    modelDirectory: options.model ?? installation.modelDirectory,
    provider: options.provider,
    probeWorker: installation.probeWorker,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  try {
    return await withPool(installation, options, (services) => use({ ...services, classifier }));
  } finally {
    await classifier.release();
  }
}
