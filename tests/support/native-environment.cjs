const { TestEnvironment } = require('jest-environment-node');

/** Node's own typed arrays, because onnxruntime-node builds its outputs outside Jest's realm. */
module.exports = class NativeEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const type of [ArrayBuffer, Float32Array, Uint8Array, Int32Array, BigInt64Array])
      this.global[type.name] = type;
  }
};
