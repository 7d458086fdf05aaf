import { AppError } from '#common/errors';
import { inputSpecSchema, type InputSpec } from '#common/imaging/input-spec';
import type { ModelCard } from '#common/model/model-card';
import { loadModel, modelCardFile, sha256 } from '#node/inference/model-store';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** Describes a network without a card, in its folder: it can be evaluated and compared, never served. */
export const bareNetworkFile = 'network.json';

const text = v.pipe(v.string(), v.minLength(1));

const bareNetworkSchema = v.strictObject({
  name: text,
  version: text,
  onnx: v.strictObject({
    file: v.pipe(v.string(), v.regex(/^[\w.-]+\.onnx$/)),
    sha256: text,
    inputs: v.strictObject({ pixels: text }),
    /** One logit a film: above 0 where the network holds the film for fractured. */
    outputs: v.strictObject({ logit: text }),
  }),
  input: inputSpecSchema,
  /** The films that trained it, to say which test films it knows. */
  trainedOn: v.picklist(['kaggle', 'fracatlas-and-multi-region']),
});

export type BareNetwork = v.InferOutput<typeof bareNetworkSchema>;

/** A network that can be run over labelled films. */
export interface EvaluatedNetwork {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly onnx: Uint8Array;
  readonly input: InputSpec;
  readonly pixels: string;
  readonly logit: string;
  readonly trainedOn: BareNetwork['trainedOn'];
  /** With calibration, operating points and a class activation map; null for a bare network. */
  readonly card: ModelCard | null;
}

/**
 * Reads the model of a folder, by its card or, where it has none, by its `network.json`.
 *
 * @throws AppError `model-not-found`, `model-card-invalid` or `model-mismatch`.
 */
export async function readNetwork(folder: string): Promise<EvaluatedNetwork> {
  if (existsSync(join(folder, bareNetworkFile)) && !existsSync(join(folder, modelCardFile)))
    return readBareNetwork(folder);
  const { card, onnx } = await loadModel(folder);
  const { name, version, input } = card;
  const { pixels } = card.onnx.inputs;
  const { logit } = card.onnx.outputs;
  const trainedOn = 'fracatlas-and-multi-region';
  return { name, version, sha256: card.onnx.sha256, onnx, input, pixels, logit, trainedOn, card };
}

async function readBareNetwork(folder: string): Promise<EvaluatedNetwork> {
  const parsed = v.safeParse(
    bareNetworkSchema,
    JSON.parse(await readFile(join(folder, bareNetworkFile), 'utf8')),
  );
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new AppError(
      'model-card-invalid',
      `${bareNetworkFile}: ${v.getDotPath(issue) ?? 'root'}: ${issue.message}`,
    );
  }
  const { name, version, input, trainedOn, onnx: described } = parsed.output;
  const onnx = await readFile(join(folder, described.file));
  if (sha256(onnx) !== described.sha256)
    throw new AppError(
      'model-mismatch',
      `${described.file} is not the network that ${bareNetworkFile} describes.`,
    );
  const { pixels } = described.inputs;
  const { logit } = described.outputs;
  return { name, version, sha256: described.sha256, onnx, input, pixels, logit, trainedOn, card: null };
}

/** Writes a network that has no card, with its description; the folder is made when it is absent. */
export async function writeBareNetwork(
  folder: string,
  onnx: Uint8Array,
  description: Omit<BareNetwork, 'onnx'> & { readonly onnx: Omit<BareNetwork['onnx'], 'sha256'> },
): Promise<void> {
  const described: BareNetwork = { ...description, onnx: { ...description.onnx, sha256: sha256(onnx) } };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, described.onnx.file), onnx);
  await writeFile(join(folder, bareNetworkFile), `${JSON.stringify(described, null, 2)}\n`);
}
