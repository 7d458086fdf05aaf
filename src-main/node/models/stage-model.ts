import type { StagedModel } from '#common/contract/model-trial';
import type { ModelTrust } from '#common/contract/model-trial';
import type { DecodePool } from '../decode/decode-pool.ts';
import { readModelPackage } from './model-package.ts';
import { ModelShelf } from './model-shelf.ts';
import { tryModel } from './model-trial.ts';

export interface Staging {
  readonly packageFile: string;
  readonly shelf: string;
  readonly builtIn: string;
  /** A folder of films that both models are tried on. */
  readonly films: string;
  readonly trust: ModelTrust;
}

/**
 * Verifies a package, lays its model down and tries it beside the one in use, which stays in use.
 *
 * @throws AppError of `readModelPackage` and `tryModel`; nothing is left behind then
 */
export async function stageModel(pool: DecodePool, staging: Staging): Promise<StagedModel> {
  const { packageFile, shelf: folder, builtIn, films, trust } = staging;
  const shelf = new ModelShelf(folder, builtIn, trust);
  const model = await readModelPackage(packageFile, trust);
  shelf.keep(model);
  try {
    const candidate = shelf.directoryOf(model.id);
    const trial = await tryModel(pool, { candidate, current: shelf.directory, films });
    return { ...trial, modelId: model.id, isSigned: model.signer !== null };
  } catch (thrown) {
    shelf.discard(model.id);
    throw thrown;
  }
}
