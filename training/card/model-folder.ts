import type { ModelCard } from '#common/model/model-card';
import { loadModel, modelCardFile } from '#node/inference/model-store';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatCard } from './format-card.ts';
import { readSameFilm } from './same-film.ts';

/** The readable card beside the network; made of the card that the product reads, and of nothing else. */
export const readableCardFile = 'fracture-classifier.md';

/** Writes a network with both of its cards; the folder is made when it is absent. */
export async function writeModelFolder(folder: string, card: ModelCard, onnx: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, card.onnx.file), onnx);
  await writeFile(join(folder, modelCardFile), `${JSON.stringify(card, null, 2)}\n`);
  await writeFile(join(folder, readableCardFile), formatCard(card));
}

/**
 * Writes a probe's report into the cards of a model exported before: the probe needs the exported model.
 *
 * @throws AppError when the folder holds no model that the product would run.
 */
export async function attachSameFilm(folder: string, reportFile: string): Promise<ModelCard> {
  const { card, onnx } = await loadModel(folder);
  const completed = { ...card, sameFilm: await readSameFilm(reportFile, card.onnx.sha256) };
  await writeModelFolder(folder, completed, onnx);
  return completed;
}
