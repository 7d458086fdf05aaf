import type { FilmComparison } from '#common/contract/model-trial';
import { loadModelCard } from '../inference/model-store.ts';
import { ModelShelf } from '../models/model-shelf.ts';
import { stageModel } from '../models/stage-model.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';
import { withPool } from './services.ts';

/**
 * Verifies a package, tries its model beside the one in use and uses it from then on.
 *
 * @throws AppError of `stageModel`, `output-unwritable`
 */
export async function installModel(packageFile: string, installation: Installation): Promise<ExitCode> {
  const { models } = installation;
  const staged = await withPool(installation, {}, ({ pool }) => stageModel(pool, { packageFile, ...models }));
  shelfOf(installation).use(staged.modelId);
  const { name, version, isSigned, comparison } = staged;
  const signed = isSigned ? 'signed by a key of the policy' : 'NOT SIGNED: nobody vouches for it';
  process.stdout.write(`In use: ${name} ${version}, ${signed}\n`);
  for (const film of comparison) process.stdout.write(`${compared(film)}\n`);
  return exitCode.ok;
}

/** Goes back to the model that was in use before. @throws AppError `model-not-found`, `output-unwritable` */
export async function goBackToModel(installation: Installation): Promise<ExitCode> {
  const shelf = shelfOf(installation);
  shelf.goBack();
  const { name, version } = await loadModelCard(shelf.directory);
  process.stdout.write(`In use: ${name} ${version}\n`);
  return exitCode.ok;
}

function shelfOf({ models }: Installation): ModelShelf {
  return new ModelShelf(models.shelf, models.builtIn, models.trust);
}

function compared({ film, before, after }: FilmComparison): string {
  const written = (probability: number | null): string => probability?.toFixed(4) ?? 'no score';
  return `${film}: ${written(before)} before, ${written(after)} now`;
}
