import { AppError } from '#common/errors';
import type { ModelCard } from '#common/model/model-card';
import type { FloatTensor, OnnxSession } from './onnx-session.ts';

/** The part of a model card that says how to call the network; training knows it before the rest. */
export interface NetworkInterface {
  readonly onnx: {
    readonly inputs: ModelCard['onnx']['inputs'];
    readonly outputs: Pick<ModelCard['onnx']['outputs'], 'logit' | 'classActivationMap'>;
  };
  readonly input: Pick<ModelCard['input'], 'rows' | 'columns'>;
}

/** The same of a network that also says how far a film lies from those it was trained on. */
export interface GatedInterface extends NetworkInterface {
  readonly onnx: Pick<ModelCard['onnx'], 'inputs' | 'outputs'>;
}

/** What the network says of one film, before calibration. */
export interface NetworkOutput {
  readonly logit: number;
  readonly mapRows: number;
  readonly mapColumns: number;
  /** `mapRows * mapColumns` logits in C order, which pool to `logit` as the card names it. */
  readonly mapCells: Float32Array;
}

/** What a network with a scope gate of its own says of one film. */
export interface GatedOutput extends NetworkOutput {
  /** From the training films in the space of the pooled features, in the unit of the card's threshold. */
  readonly featureDistance: number;
}

/**
 * Runs one film, `input.rows * input.columns` values in C order.
 *
 * @throws AppError `inference-failed` when the runtime fails or answers with anything but finite numbers.
 */
export async function runNetwork(
  session: OnnxSession,
  network: NetworkInterface,
  pixels: Float32Array,
): Promise<NetworkOutput> {
  return readFilm(await run(session, network, pixels), network.onnx.outputs);
}

/** `runNetwork` for a network whose card names a third output; one run gives all three. */
export async function runGatedNetwork(
  session: OnnxSession,
  network: GatedInterface,
  pixels: Float32Array,
): Promise<GatedOutput> {
  const { featureDistance } = network.onnx.outputs;
  const { vector, ...film } = await runWithVector(session, network, featureDistance, pixels);
  if (vector.length !== 1) throw lacking(featureDistance);
  return { ...film, featureDistance: vector[0]! };
}

/** `runNetwork` with the values of one more output. */
export async function runWithVector(
  session: OnnxSession,
  network: NetworkInterface,
  name: string,
  pixels: Float32Array,
): Promise<NetworkOutput & { readonly vector: Float32Array }> {
  const outputs = await run(session, network, pixels);
  return { ...readFilm(outputs, network.onnx.outputs), vector: readOutput(outputs, name).values };
}

type Outputs = Readonly<Record<string, FloatTensor>>;

function run(
  session: OnnxSession,
  { onnx, input }: NetworkInterface,
  pixels: Float32Array,
): Promise<Outputs> {
  const dims = [1, 1, input.rows, input.columns];
  return session.run({ [onnx.inputs.pixels]: { values: pixels, dims } });
}

function readFilm(outputs: Outputs, names: NetworkInterface['onnx']['outputs']): NetworkOutput {
  const logit = readScalar(outputs, names.logit);
  const map = readOutput(outputs, names.classActivationMap);
  const [mapRows, mapColumns] = map.dims.slice(2);
  if (mapRows === undefined || mapColumns === undefined) throw lacking(names.classActivationMap);
  return { logit, mapRows, mapColumns, mapCells: map.values };
}

function readScalar(outputs: Outputs, name: string): number {
  const { values } = readOutput(outputs, name);
  if (values.length !== 1) throw lacking(name);
  return values[0]!;
}

function readOutput(outputs: Outputs, name: string): FloatTensor {
  const output = outputs[name];
  if (output === undefined) throw lacking(name);
  if (!output.values.every(Number.isFinite))
    throw new AppError('inference-failed', 'The network answered with a value that is not a finite number.');
  return output;
}

function lacking(name: string): AppError {
  return new AppError('inference-failed', `The network lacks the output ${name} that its model card names.`);
}
