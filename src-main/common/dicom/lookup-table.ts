/** One item of a LUT sequence, its data already unpacked (PS3.3 C.11.1.1.1 and C.11.2.1.1). */
export interface LookupTable {
  /** The input that the first entry is for; inputs outside the table take its first or last entry. */
  readonly firstMapped: number;
  readonly entries: Uint16Array;
  /** Entries range over 0 .. 2 ** bitsPerEntry - 1. */
  readonly bitsPerEntry: number;
  readonly explanation: string | null;
}

/** The Palette Color Lookup Table of an image, segmented ones unpacked (PS3.3 C.7.6.3.1.5 and C.7.9.2). */
export interface Palette {
  /** The stored value that the first entry is for. */
  readonly firstMapped: number;
  readonly red: Uint16Array;
  readonly green: Uint16Array;
  readonly blue: Uint16Array;
  /** 8 or 16; entries range over 0 .. 2 ** bitsPerEntry - 1. */
  readonly bitsPerEntry: 8 | 16;
}
