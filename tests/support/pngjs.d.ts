/** The part of pngjs that the tests read exported pictures back with; the package brings no types. */
declare module 'pngjs' {
  export interface SixteenBits {
    readonly width: number;
    readonly height: number;
    readonly depth: number;
    /** Four samples a pixel. */
    readonly data: Uint8Array | Uint16Array;
  }
  export const PNG: {
    readonly sync: { read(bytes: Uint8Array, options: { skipRescale: true }): SixteenBits };
  };
}
