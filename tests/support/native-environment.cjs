const { TestEnvironment } = require('jest-environment-node');

const shared = [
  ArrayBuffer,
  SharedArrayBuffer,
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
];

/** Node's own typed arrays, because native code, threads and files hand over arrays from outside Jest's realm. */
module.exports = class NativeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const type of shared) this.global[type.name] = type;
  }
};
