import protobuf from 'protobufjs';

/** The messages of onnx.proto3 that a network of ours needs, with the field numbers of the ONNX standard. */
const schema = `
syntax = "proto3";
package onnx;
message ModelProto {
  int64 ir_version = 1; string producer_name = 2; string producer_version = 3;
  GraphProto graph = 7; repeated OperatorSetIdProto opset_import = 8;
}
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message GraphProto {
  repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12;
}
message NodeProto {
  repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
  repeated AttributeProto attribute = 5; string domain = 7;
}
message AttributeProto {
  string name = 1; float f = 2; int64 i = 3; bytes s = 4; repeated float floats = 7; repeated int64 ints = 8;
  int32 type = 20;
}
message TensorProto { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message TypeProto { TensorTypeProto tensor_type = 1; }
message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
message TensorShapeProto { repeated Dimension dim = 1; }
message Dimension { int64 dim_value = 1; string dim_param = 2; }
`;

const modelProto = protobuf.parse(schema, { keepCase: true }).root.lookupType('onnx.ModelProto');

/** TensorProto.DataType. */
export const elementType = { float: 1, int8: 3, int64: 7, float16: 10 } as const;

/** AttributeProto.AttributeType. */
export const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

/** A network as the standard's messages have it, as far as ours use them; arrays are there when empty too. */
export interface ModelProto {
  /** The default operator set has no domain. */
  readonly opset_import: readonly { readonly domain?: string; readonly version: number }[];
  readonly graph: {
    readonly node: readonly NodeProto[];
    readonly initializer: readonly TensorProto[];
    readonly input: readonly ValueInfoProto[];
    readonly output: readonly ValueInfoProto[];
  };
}

export interface NodeProto {
  readonly op_type: string;
  readonly name: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly object[];
  readonly domain?: string;
}

export interface TensorProto {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data_type: number;
  /** Little-endian, in C order. */
  readonly raw_data: Uint8Array;
}

export interface ValueInfoProto {
  readonly name: string;
}

/** Reads an ONNX file; what `encodeModelProto` does not write, such as control flow, is lost. */
export function decodeModelProto(bytes: Uint8Array): ModelProto {
  return modelProto.toObject(modelProto.decode(bytes), { longs: Number, arrays: true }) as ModelProto;
}

/** Serialises a ModelProto given with the field names of the standard; equal models give equal bytes. */
export function encodeModelProto(model: object): Uint8Array {
  return modelProto.encode(modelProto.fromObject(model)).finish();
}
