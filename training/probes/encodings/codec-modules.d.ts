/** The encoder beside the decoder that ships, without types of its own; what is declared is what is called. */
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs' {
  interface JPEGEncoder {
    getDecodedBuffer(image: {
      readonly width: number;
      readonly height: number;
      readonly bitsPerSample: 8;
      readonly componentCount: 1 | 3;
      readonly isSigned: false;
    }): Uint8Array;
    setQuality(quality: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array | Uint8ClampedArray;
    delete(): void;
  }
  const load: () => Promise<{ readonly JPEGEncoder: new () => JPEGEncoder }>;
  export default load;
}

/** The part of dcmjs that writes Part 10 files; the package ships no typings. */
declare module 'dcmjs' {
  type Value = string | number | readonly (string | number)[] | readonly ArrayBuffer[];

  export namespace data {
    class DicomDict {
      constructor(meta: Record<string, unknown>);
      dict: Record<string, unknown>;
      write(): ArrayBuffer;
    }
    class DicomMetaDictionary {
      static denaturalizeDataset(
        dataset: Readonly<Record<string, Value | Readonly<Record<string, unknown>>>>,
      ): Record<string, unknown>;
    }
  }
  const dcmjs: { readonly data: typeof data };
  export default dcmjs;
}
