import { AppError } from '#common/errors';
import { readModelCard, type ModelCard } from '#common/model/model-card';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The model card's file name inside a model directory; the card names the network's file. */
export const modelCardFile = 'fracture-classifier.json';

/** A model card and the network it describes, known to belong together. */
export interface StoredModel {
  readonly card: ModelCard;
  /** The bytes of the ONNX file, whose SHA-256 is the card's. */
  readonly onnx: Uint8Array;
}

/**
 * Reads and verifies the model in a directory. A card of another preprocessing version does not pass its
 * schema, so nothing is ever served with pixels that the network was not trained on.
 *
 * @throws AppError `model-not-found`, `model-card-invalid` or `model-mismatch`.
 */
export async function loadModel(modelDirectory: string): Promise<StoredModel> {
  const card = await loadModelCard(modelDirectory);
  const onnx = await read(modelDirectory, card.onnx.file);
  if (sha256(onnx) !== card.onnx.sha256)
    throw new AppError(
      'model-mismatch',
      `${card.onnx.file} is not the network that its model card describes.`,
    );
  return { card, onnx };
}

/**
 * Reads the card alone, which takes no time worth mentioning; whether the network is the card's stays open.
 *
 * @throws AppError `model-not-found` or `model-card-invalid`.
 */
export async function loadModelCard(modelDirectory: string): Promise<ModelCard> {
  return readModelCard(parseCard(await read(modelDirectory, modelCardFile)));
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function read(directory: string, file: string): Promise<Uint8Array> {
  try {
    return await readFile(join(directory, file));
  } catch (cause) {
    throw new AppError('model-not-found', `The model's file ${file} cannot be read.`, { cause });
  }
}

function parseCard(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError('model-card-invalid', 'Model card: not JSON.', { cause });
  }
}
