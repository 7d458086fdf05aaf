/** Attributes by DICOM keyword as PS3.6 writes it; sequences are lists of trees, an empty text has no value. */
export interface AttributeTree {
  readonly [keyword: string]: AttributeValue;
}

export type AttributeValue =
  string | number | readonly (string | number)[] | readonly AttributeTree[] | Uint8Array;

/**
 * Adds the Specific Character Set (0008,0005) that a tree's texts need: none for ASCII, else UTF-8 (`ISO_IR 192`),
 * which holds the text of a source in any set, and what a person wrote besides.
 */
export function withCharacterSet(tree: AttributeTree): AttributeTree {
  return isAscii(tree) ? tree : { SpecificCharacterSet: 'ISO_IR 192', ...tree };
}

function isAscii(value: AttributeValue | AttributeTree): boolean {
  if (typeof value === 'string') return /^[\x00-\x7f]*$/.test(value);
  if (typeof value === 'number' || value instanceof Uint8Array) return true;
  return Object.values(value).every(isAscii);
}
