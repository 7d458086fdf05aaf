/** The package ships no types; see its README. */
declare module 'dicom-character-set' {
  /** @throws Error for a character set or an escape sequence that the standard does not know. */
  export function convertBytes(
    specificCharacterSet: string,
    bytes: Uint8Array,
    options?: { readonly vr?: string },
  ): string;
}
