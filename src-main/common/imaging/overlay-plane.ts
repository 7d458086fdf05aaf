/** One overlay of a frame (PS3.3 C.9.2), unpacked. */
export interface OverlayPlane {
  /** 0x6000 .. 0x601E, even. */
  readonly group: number;
  /** G graphics, R region of interest. */
  readonly type: 'G' | 'R';
  readonly label: string | null;
  readonly rows: number;
  readonly columns: number;
  /** Of its first bit, counted from 1 at the image's first pixel; it may lie outside. */
  readonly origin: readonly [row: number, column: number];
  /** `rows * columns` of 0 or 1. */
  readonly bits: Uint8Array;
}
