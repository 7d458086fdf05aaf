/* eslint-disable @typescript-eslint/consistent-type-imports -- an ambient module cannot import relatively */

/** The WebAssembly codecs, which ship without types; what is declared is what Osteon calls. */
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const load: import('./wasm-codec.ts').CodecFactory<'JPEGDecoder'>;
  export default load;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const load: import('./wasm-codec.ts').CodecFactory<'J2KDecoder'>;
  export default load;
}

declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const load: import('./wasm-codec.ts').CodecFactory<'HTJ2KDecoder'>;
  export default load;
}

declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const load: import('./wasm-codec.ts').CodecFactory<'JpegLSDecoder'>;
  export default load;
}
