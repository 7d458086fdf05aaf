/** The part of dcmjs that writes Part 10 files; the package ships no typings. */
declare module 'dcmjs' {
  export type NaturalDataset = Readonly<Record<string, unknown>>;

  export namespace data {
    class DicomDict {
      constructor(meta: Record<string, unknown>);
      dict: Record<string, unknown>;
      write(options?: { readonly allowInvalidVRLength?: boolean }): ArrayBuffer;
    }
    class DicomMetaDictionary {
      static denaturalizeDataset(dataset: NaturalDataset): Record<string, unknown>;
    }
  }
  const dcmjs: { readonly data: typeof data };
  export default dcmjs;
}
