import type { Precision } from '#common/model/model-card';
import {
  attributeType,
  decodeModelProto,
  elementType,
  encodeModelProto,
  type NodeProto,
  type TensorProto,
} from './proto.ts';
import { toHalf } from './half.ts';

/** A tensor stored in few bits, and the nodes that make 32-bit floats of it. */
interface Packed {
  readonly tensors: readonly TensorProto[];
  readonly nodes: readonly NodeProto[];
}

/** Below this a tensor is not worth packing: biases and constants, whose error would weigh the most. */
const fewestElements = 256;

/**
 * The same network with its weights stored in 16 or 8 bits, and computed in 32: the runtime unpacks them when
 * it loads the file, so that speed and memory stay what they were and the file alone shrinks.
 */
export function storeWeights(onnx: Uint8Array, precision: Precision): Uint8Array {
  if (precision === 'float32') return onnx;
  const model = decodeModelProto(onnx);
  const pack = precision === 'float16' ? packHalf : packInt8;
  const packed = model.graph.initializer.map((tensor): Packed =>
    isWeight(tensor) ? pack(tensor) : { tensors: [tensor], nodes: [] },
  );
  return encodeModelProto({
    ...model,
    graph: {
      ...model.graph,
      node: [...packed.flatMap(({ nodes }) => nodes), ...model.graph.node],
      initializer: packed.flatMap(({ tensors }) => tensors),
    },
  });
}

function isWeight({ data_type, dims }: TensorProto): boolean {
  const elements = dims.reduce((product, extent) => product * extent, 1);
  return data_type === elementType.float && dims.length > 1 && elements >= fewestElements;
}

function packHalf(tensor: TensorProto): Packed {
  const name = `${tensor.name}.float16`;
  const raw = bytesOf(Uint16Array.from(floatsOf(tensor), toHalf));
  return {
    tensors: [{ name, dims: tensor.dims, data_type: elementType.float16, raw_data: raw }],
    nodes: [castToFloat(name, tensor.name)],
  };
}

/** Symmetric, with a scale for each output channel: the first axis of a convolution's weight. */
function packInt8(tensor: TensorProto): Packed {
  const { name, dims } = tensor;
  const values = floatsOf(tensor);
  const [channels = 1] = dims;
  const size = values.length / channels;
  const scales = Float32Array.from({ length: channels }, (_, channel) => {
    const own = values.subarray(channel * size, (channel + 1) * size);
    return own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / 127 || 1;
  });
  const steps = Int8Array.from(values, (value, i) => Math.round(value / scales[Math.floor(i / size)]!));
  const scaleDims = [channels, ...dims.slice(1).map(() => 1)];
  return {
    tensors: [
      { name: `${name}.int8`, dims, data_type: elementType.int8, raw_data: bytesOf(steps) },
      { name: `${name}.scale`, dims: scaleDims, data_type: elementType.float, raw_data: bytesOf(scales) },
    ],
    nodes: [
      castToFloat(`${name}.int8`, `${name}.steps`),
      { ...nodeOf('Mul', name), input: [`${name}.steps`, `${name}.scale`] },
    ],
  };
}

function castToFloat(input: string, output: string): NodeProto {
  const to = { name: 'to', type: attributeType.int, i: elementType.float };
  return { ...nodeOf('Cast', output), input: [input], attribute: [to] };
}

function nodeOf(operator: string, output: string): NodeProto {
  return { op_type: operator, name: output, input: [], output: [output], attribute: [] };
}

function floatsOf({ raw_data }: TensorProto): Float32Array {
  return new Float32Array(Uint8Array.from(raw_data).buffer);
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint16Array | Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
