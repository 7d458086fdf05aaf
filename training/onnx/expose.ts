import { decodeModelProto, elementType, encodeModelProto } from './proto.ts';

/** A network that hands out one value more than it did. */
export interface ExposedNetwork {
  readonly onnx: Uint8Array;
  /** Of the value, and of the output that it now is. */
  readonly name: string;
}

/**
 * Adds an output to a network: the value that the node behind one of its outputs takes first, such as the
 * features under a head. Only networks of our own graph builder are read without loss.
 *
 * @throws RangeError when no node computes that output from another value.
 */
export function exposeInputOf(onnx: Uint8Array, output: string): ExposedNetwork {
  const model = decodeModelProto(onnx);
  const node = model.graph.node.find((one) => one.output?.includes(output));
  const name = node?.input?.[0];
  if (name === undefined) throw new RangeError(`No node of the network computes ${output}.`);
  const value = { name, type: { tensor_type: { elem_type: elementType.float } } };
  const graph = { ...model.graph, output: [...model.graph.output, value] };
  return { onnx: encodeModelProto({ ...model, graph }), name };
}
