/* eslint-disable @typescript-eslint/consistent-type-imports -- an ambient module has no other */

/** The encoders beside the decoders that ship; only tests load them. */
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs' {
  interface JPEGEncoder {
    getDecodedBuffer(image: object): Uint8Array;
    setQuality(quality: number): void;
    setSubSampling(subsampling: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array | Uint8ClampedArray;
  }
  const load: () => Promise<{ readonly JPEGEncoder: new () => JPEGEncoder }>;
  export default load;
}

declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  interface J2KEncoder {
    getDecodedBuffer(image: object): Uint8Array;
    setQuality(lossless: boolean, quality: number): void;
    setDecompositions(levels: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array | Uint8ClampedArray;
  }
  const load: (options: object) => Promise<{ readonly J2KEncoder: new () => J2KEncoder }>;
  export default load;
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  interface HTJ2KEncoder {
    getDecodedBuffer(image: object): Uint8Array;
    setQuality(lossless: boolean, quantizationStep: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array;
  }
  const load: (options: object) => Promise<{ readonly HTJ2KEncoder: new () => HTJ2KEncoder }>;
  export default load;
}

declare module '@cornerstonejs/codec-charls/wasmjs' {
  interface JpegLSEncoder {
    getDecodedBuffer(image: object): Uint8Array;
    setNearLossless(near: number): void;
    setInterleaveMode(mode: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array | Uint8ClampedArray;
  }
  const load: (options: object) => Promise<{ readonly JpegLSEncoder: new () => JpegLSEncoder }>;
  export default load;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const load: import('#node/decode/wasm-codec').CodecFactory<'J2KDecoder'>;
  export default load;
}
