import { attributeType, decodeModelProto, elementType, encodeModelProto } from './proto.ts';

/** The name of a value that flows between nodes. */
export type Value = string;

type Attribute = number | string | readonly number[] | Float32Array;

/** A number given here becomes an ONNX integer, a text a string, a list integers, a Float32Array floats. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** What a node may need beside its inputs. */
export interface NodeOptions {
  readonly attributes?: Attributes;
  /** The operator set that the operator belongs to; ONNX's own when left out. */
  readonly domain?: string;
}

/** The version of the default operator set that our networks are written in. */
export const opset = 17;

/** The format version that goes with opset 17. */
const irVersion = 8;

/** A network under construction: nodes in the order in which they were added, which must be one they can run in. */
export class Graph {
  readonly #nodes: object[] = [];
  readonly #initializers = new Map<string, object>();
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  readonly #domains = new Set<string>();

  /** A network that `encode` gave, under construction again. */
  static decode(bytes: Uint8Array): Graph {
    const model = decodeModelProto(bytes);
    const graph = new Graph();
    graph.#nodes.push(...model.graph.node);
    graph.#inputs.push(...model.graph.input);
    graph.#outputs.push(...model.graph.output);
    for (const tensor of model.graph.initializer) graph.#initializers.set(tensor.name, tensor);
    for (const { domain = '' } of model.opset_import) if (domain !== '') graph.#domains.add(domain);
    return graph;
  }

  /** Declares an input of 32-bit floats; an extent given as a word is left open until the network runs. */
  input(name: string, dims: readonly (number | string)[]): Value {
    this.#inputs.push(describeValue(name, dims));
    return name;
  }

  /** Declares an output of 32-bit floats, which some node must have been told to call by that name. */
  output(name: Value, dims: readonly (number | string)[]): void {
    this.#outputs.push(describeValue(name, dims));
  }

  /** Stores constant 32-bit floats in C order under a name; the same name again must mean the same values. */
  constant(name: string, dims: readonly number[], values: Float32Array): Value {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.set(name, { name, dims, data_type: elementType.float, raw_data: raw });
    return name;
  }

  /** Stores a constant vector of 64-bit integers, such as the shape that a Reshape asks for. */
  integers(name: string, values: readonly number[]): Value {
    const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.#initializers.set(name, {
      name,
      dims: [values.length],
      data_type: elementType.int64,
      raw_data: raw,
    });
    return name;
  }

  /** Adds a node with one output, which is called `name`. */
  node(operator: string, name: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    this.nodeOf(operator, [name], inputs, { attributes });
    return name;
  }

  /** Adds a node with any number of outputs, of any operator set; the first output names it. */
  nodeOf(
    operator: string,
    outputs: readonly Value[],
    inputs: readonly Value[],
    { attributes = {}, domain = '' }: NodeOptions = {},
  ): void {
    const attribute = Object.entries(attributes).map(([key, value]) => describeAttribute(key, value));
    this.#nodes.push({
      op_type: operator,
      name: outputs[0]!,
      input: inputs,
      output: outputs,
      attribute,
      domain,
    });
    if (domain !== '') this.#domains.add(domain);
  }

  /** The bytes of an ONNX file; the same calls give the same bytes. */
  encode(): Uint8Array {
    return encodeModelProto({
      ir_version: irVersion,
      producer_name: 'osteon',
      opset_import: [
        { domain: '', version: opset },
        ...[...this.#domains].map((domain) => ({ domain, version: 1 })),
      ],
      graph: {
        name: 'network',
        node: this.#nodes,
        initializer: [...this.#initializers.values()],
        input: this.#inputs,
        output: this.#outputs,
      },
    });
  }
}

function describeValue(name: string, dims: readonly (number | string)[]): object {
  const dim = dims.map((extent) =>
    typeof extent === 'number' ? { dim_value: extent } : { dim_param: extent },
  );
  return { name, type: { tensor_type: { elem_type: elementType.float, shape: { dim } } } };
}

function describeAttribute(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, type: attributeType.int, i: value };
  if (typeof value === 'string')
    return { name, type: attributeType.string, s: new TextEncoder().encode(value) };
  if (value instanceof Float32Array) return { name, type: attributeType.floats, floats: [...value] };
  return { name, type: attributeType.ints, ints: value };
}
