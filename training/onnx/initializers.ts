import type { StoredTensor } from '../weights/safetensors.ts';
import { decodeModelProto, elementType } from './proto.ts';

/**
 * The constants that an ONNX file stores as 32-bit floats, by name, as our own graph builder writes them.
 *
 * @throws RangeError for a file that is not one of ours.
 */
export function readInitializers(onnx: Uint8Array): ReadonlyMap<string, StoredTensor> {
  const { graph } = decodeModelProto(onnx);
  const tensors = graph.initializer.filter(({ data_type }) => data_type === elementType.float);
  return new Map(
    tensors.map(({ name, dims: shape, raw_data }) => {
      // Copied because the values need not lie on a multiple of four bytes.
      const values = new Float32Array(Uint8Array.from(raw_data).buffer);
      const size = shape.reduce((product, extent) => product * extent, 1);
      if (values.length !== size)
        throw new RangeError(`${name} of shape ${shape.join('x')} has ${values.length} values.`);
      return [name, { shape, values }];
    }),
  );
}
