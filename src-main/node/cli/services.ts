import type { ProviderChoice } from '#common/contract/ipc';
import { availableParallelism } from 'node:os';
import { createDecodePool } from '../decode/decode-pool.ts';
import { createClassifier } from '../inference/classifier.ts';
import type { ScanServices } from '../scan/scan.ts';
import type { Installation } from './installation.ts';

/** The options that every classifying command has, as commander hands them over. */
export interface ClassifyingOptions {
  readonly model?: string;
  readonly provider: ProviderChoice;
  /** CPU threads inside one operator of the network. */
  readonly threads?: number;
}

/** Decoding threads where nothing is asked for: the network keeps a core to itself. */
export const defaultJobs = Math.max(1, availableParallelism() - 1);

/**
 * Opens pool and model, hands them to `use`, and closes them whatever happens.
 *
 * @throws AppError of the model or of the provider, or what `use` throws.
 */
export async function withServices<T>(
  installation: Installation,
  options: ClassifyingOptions & { readonly jobs: number },
  use: (services: ScanServices) => Promise<T>,
): Promise<T> {
  const classifier = await createClassifier({
    modelDirectory: options.model ?? installation.modelDirectory,
    provider: options.provider,
    probeWorker: installation.probeWorker,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  const pool = createDecodePool({ workerFile: installation.decodeWorker, threads: options.jobs });
  try {
    return await use({ pool, classifier });
  } finally {
    await Promise.allSettled([pool.close(), classifier.release()]);
  }
}
