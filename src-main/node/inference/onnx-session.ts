import { AppError } from '#common/errors';
import type { Provider } from '#common/model/result';
import { availableParallelism } from 'node:os';
import type * as Onnx from 'onnxruntime-node';

type Runtime = typeof Onnx;

// Read when the first session is made. Without it the runtime keeps a device id, a database of its use and a
// log in the user's folders, and sends them to its maker when it finds a network.
process.env.ORT_DISABLE_TELEMETRY = '1';

/** A dense array of 32-bit floats in C order. */
export interface FloatTensor {
  readonly dims: readonly number[];
  readonly values: Float32Array;
}

/** One loaded network. `run` computes on the calling thread: awaiting it does not free the event loop. */
export interface OnnxSession {
  /**
   * All outputs, or where `into` names some those alone, written into its tensors.
   *
   * @throws AppError `inference-failed` when the runtime refuses the inputs or fails.
   */
  run(
    inputs: Readonly<Record<string, FloatTensor>>,
    into?: Readonly<Record<string, FloatTensor>>,
  ): Promise<Readonly<Record<string, FloatTensor>>>;
  release(): Promise<void>;
}

export interface SessionOptions {
  readonly provider: Provider;
  /** Threads inside one operator on the CPU; `defaultThreads()` when left out. */
  readonly threads?: number;
  /**
   * Whether the memory of a whole run is planned as one block after the first; true when left out. The block comes
   * on top of what the first run took, which for a training step is as much again.
   */
  readonly memoryPattern?: boolean;
}

/**
 * Loads a network from the bytes of an ONNX file.
 *
 * @throws Error of the runtime's own when it cannot load the network on that provider, AppError
 *   `provider-unavailable` when the runtime itself cannot be loaded.
 */
export async function openSession(
  model: Uint8Array,
  { provider, threads, memoryPattern = true }: SessionOptions,
): Promise<OnnxSession> {
  const runtime = await loadRuntime();
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [provider],
    intraOpNumThreads: threads ?? defaultThreads(),
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableMemPattern: memoryPattern,
    graphOptimizationLevel: 'all',
  });
  return {
    run: (inputs, into) => runSession(runtime, session, inputs, into),
    release: () => session.release(),
  };
}

/**
 * The execution providers that the installed runtime was built with; the driver may still be missing.
 *
 * @throws AppError `provider-unavailable` when the runtime cannot be loaded.
 */
export async function listedProviders(): Promise<readonly string[]> {
  const { listSupportedBackends } = await loadRuntime();
  return listSupportedBackends().map((backend) => backend.name);
}

/** One thread a physical core, as far as Node can tell: above four logical ones, two are taken to share a core. */
export function defaultThreads(): number {
  const logical = availableParallelism();
  return logical > 4 ? Math.floor(logical / 2) : logical;
}

/** Only when it is needed: where its native part does not load, films can still be looked at. */
async function loadRuntime(): Promise<Runtime> {
  try {
    const runtime = await import('onnxruntime-node');
    // Failures are thrown as well; what the runtime prints of them names folders, and goes to every terminal.
    runtime.env.logLevel = 'fatal';
    return runtime;
  } catch (cause) {
    throw new AppError('provider-unavailable', 'ONNX Runtime cannot be loaded on this computer.', { cause });
  }
}

async function runSession(
  { Tensor }: Runtime,
  session: Onnx.InferenceSession,
  inputs: Readonly<Record<string, FloatTensor>>,
  into?: Readonly<Record<string, FloatTensor>>,
): Promise<Readonly<Record<string, FloatTensor>>> {
  const wrap = (tensors: Readonly<Record<string, FloatTensor>>): Record<string, Onnx.Tensor> =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { values, dims }]) => [name, new Tensor('float32', values, dims)]),
    );
  let outputs: Onnx.InferenceSession.ReturnType;
  try {
    outputs =
      into === undefined ? await session.run(wrap(inputs)) : await session.run(wrap(inputs), wrap(into));
  } catch (cause) {
    throw new AppError('inference-failed', 'The network could not be run on this input.', { cause });
  }
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => [name, toFloatTensor(name, tensor)]),
  );
}

function toFloatTensor(name: string, { type, data, dims }: Onnx.Tensor): FloatTensor {
  if (!(data instanceof Float32Array))
    throw new AppError('inference-failed', `The output ${name} holds ${type}, not float32.`);
  return { dims, values: data };
}
