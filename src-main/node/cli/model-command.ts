import { loadModel } from '../inference/model-store.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';

/**
 * Prints the model card as JSON, once card and network are known to belong together.
 *
 * @throws AppError `model-not-found`, `model-card-invalid` or `model-mismatch`.
 */
export async function modelCommand(
  options: { readonly model?: string },
  installation: Installation,
): Promise<ExitCode> {
  const { card } = await loadModel(options.model ?? installation.modelDirectory);
  process.stdout.write(`${JSON.stringify(card, null, 2)}\n`);
  return exitCode.ok;
}
