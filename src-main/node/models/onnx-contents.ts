import { AppError } from '#common/errors';

/** The standard's own operators, and ONNX Runtime's fused ones, which it brings itself. */
const knownDomains: readonly string[] = ['', 'ai.onnx', 'com.microsoft'];
/** Graphs lie in attributes of control flow; no classifier comes near this. */
const deepestGraph = 8;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Field numbers of onnx.proto3, as far as a network could reach out of its file by them. */
const field = {
  model: { graph: 7, operatorSet: 8, trainingInfo: 20, functions: 25 },
  operatorSet: { domain: 1 },
  graph: { node: 1, initializer: 5, sparseInitializer: 15 },
  sparseTensor: { values: 1, indices: 2 },
  node: { attribute: 5, domain: 7 },
  attribute: { tensor: 5, graph: 6, tensors: 10, graphs: 11, sparseTensor: 22, sparseTensors: 23 },
  tensor: { externalData: 13, dataLocation: 14 },
} as const;

/**
 * Reads an ONNX file without ONNX Runtime, as far as to know that it is whole, holds all of its weights itself, and
 * asks for no operator but known ones: what is refused here never reaches native code.
 *
 * @throws AppError `model-package-invalid`
 */
export function inspectOnnx(bytes: Uint8Array): void {
  let graphs = 0;
  for (const { number, content } of messageFields(bytes)) {
    if (number === field.model.graph) {
      graphs++;
      inspectGraph(content, 0);
    } else if (number === field.model.operatorSet) inspectOperatorSet(content);
    else if (number === field.model.functions || number === field.model.trainingInfo)
      throw refused('brings functions or training steps of its own');
  }
  if (graphs !== 1) throw refused('holds no graph');
}

function inspectOperatorSet(bytes: Uint8Array): void {
  for (const { number, content } of messageFields(bytes))
    if (number === field.operatorSet.domain) inspectDomain(content);
}

function inspectGraph(bytes: Uint8Array, depth: number): void {
  if (depth > deepestGraph) throw refused('nests its graphs too deeply');
  for (const { number, content } of messageFields(bytes)) {
    if (number === field.graph.node) inspectNode(content, depth);
    else if (number === field.graph.initializer) inspectTensor(content);
    else if (number === field.graph.sparseInitializer) inspectSparseTensor(content);
  }
}

function inspectNode(bytes: Uint8Array, depth: number): void {
  for (const { number, content } of messageFields(bytes)) {
    if (number === field.node.domain) inspectDomain(content);
    else if (number === field.node.attribute) inspectAttribute(content, depth);
  }
}

function inspectAttribute(bytes: Uint8Array, depth: number): void {
  const { tensor, tensors, graph, graphs, sparseTensor, sparseTensors } = field.attribute;
  for (const { number, content } of messageFields(bytes)) {
    if (number === tensor || number === tensors) inspectTensor(content);
    else if (number === graph || number === graphs) inspectGraph(content, depth + 1);
    else if (number === sparseTensor || number === sparseTensors) inspectSparseTensor(content);
  }
}

function inspectSparseTensor(bytes: Uint8Array): void {
  const { values, indices } = field.sparseTensor;
  for (const { number, content } of messageFields(bytes))
    if (number === values || number === indices) inspectTensor(content);
}

function inspectTensor(bytes: Uint8Array): void {
  for (const { number, integer } of messageFields(bytes))
    if (number === field.tensor.externalData || (number === field.tensor.dataLocation && integer !== 0))
      throw refused('keeps weights in other files');
}

function inspectDomain(bytes: Uint8Array): void {
  let domain: string;
  try {
    domain = utf8.decode(bytes);
  } catch {
    throw refused('has a name that is no text');
  }
  if (!knownDomains.includes(domain)) throw refused('asks for operators of its own');
}

interface Field {
  readonly number: number;
  /** Of a length-delimited field; empty for others. */
  readonly content: Uint8Array;
  /** Of a varint, as far as it is exact; 0 for others. */
  readonly integer: number;
}

const noBytes = new Uint8Array(0);

/** The fields of one protobuf message (protobuf.dev/programming-guides/encoding), without copying. */
function* messageFields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) throw refused('is cut short');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw refused('is damaged');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw refused('is cut short');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    const wireType = key % 8;
    if (wireType === 0) yield { number, content: noBytes, integer: varint() };
    else if (wireType === 1) take(8);
    else if (wireType === 2) yield { number, content: take(varint()), integer: 0 };
    else if (wireType === 5) take(4);
    else throw refused('is no ONNX file');
  }
}

function refused(what: string): AppError {
  return new AppError('model-package-invalid', `The network of the package ${what}.`);
}
