import { AppError } from '#common/errors';
import { loadModel, modelCardFile } from '#node/inference/model-store';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

/**
 * Puts a verified copy of a model in place of another, which stays beside it as a backup: copied first, swapped
 * by two renames, so that a failure leaves a whole model in place.
 *
 * @param now names the backup.
 * @returns the backup's folder.
 * @throws AppError `model-not-found`, `model-card-invalid`, `model-mismatch` or `output-unwritable`.
 */
export async function installModel(from: string, to: string, now: Date): Promise<string> {
  const target = resolve(to);
  if (resolve(from) === target) throw new AppError('output-unwritable', 'A model cannot replace itself.');
  const staged = `${target}.staged`;
  const backup = `${target}.backup-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
  try {
    await rm(staged, { recursive: true, force: true });
    await copyModel(from, staged);
    await loadModel(staged);
    await rename(target, backup);
    await rename(staged, target);
  } catch (cause) {
    await rm(staged, { recursive: true, force: true });
    if (cause instanceof AppError) throw cause;
    throw new AppError('output-unwritable', `${basename(target)} cannot be replaced.`, { cause });
  }
  return backup;
}

/** The card, the network it names, and the readable card where there is one. */
async function copyModel(from: string, to: string): Promise<void> {
  const { card } = await loadModel(from);
  await mkdir(to, { recursive: true });
  const files = await readdir(from);
  const readable = modelCardFile.replace(/json$/, 'md');
  for (const file of [modelCardFile, card.onnx.file, readable])
    if (files.includes(file)) await cp(join(from, file), join(to, file));
}
