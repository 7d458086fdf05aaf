import { AppError } from '#common/errors';
import type { ModelCard } from '#common/model/model-card';
import type { OnnxSession } from './onnx-session.ts';

/** The part of a model card that says how to call the network; training knows it before the rest. */
export interface NetworkInterface {
  readonly onnx: Pick<ModelCard['onnx'], 'inputs' | 'outputs'>;
  readonly input: Pick<ModelCard['input'], 'rows' | 'columns'>;
}

/** What the network says of one film, before calibration. */
export interface NetworkOutput {
  readonly logit: number;
  readonly mapRows: number;
  readonly mapColumns: number;
  /** `mapRows * mapColumns` logits in C order, which pool to `logit` as the card names it. */
  readonly mapCells: Float32Array;
}

/**
 * Runs one film, `input.rows * input.columns` values in C order.
 *
 * @throws AppError `inference-failed` when the runtime fails or answers with anything but finite numbers.
 */
export async function runNetwork(
  session: OnnxSession,
  { onnx, input }: NetworkInterface,
  pixels: Float32Array,
): Promise<NetworkOutput> {
  const outputs = await session.run({
    [onnx.inputs.pixels]: { values: pixels, dims: [1, 1, input.rows, input.columns] },
  });
  const logit = outputs[onnx.outputs.logit];
  const map = outputs[onnx.outputs.classActivationMap];
  const [mapRows, mapColumns] = map?.dims.slice(2) ?? [];
  if (logit?.values.length !== 1 || map === undefined || mapRows === undefined || mapColumns === undefined)
    throw new AppError('inference-failed', 'The network lacks an output that its model card names.');
  if (!logit.values.every(Number.isFinite) || !map.values.every(Number.isFinite))
    throw new AppError('inference-failed', 'The network answered with a value that is not a finite number.');
  return { logit: logit.values[0]!, mapRows, mapColumns, mapCells: map.values };
}
