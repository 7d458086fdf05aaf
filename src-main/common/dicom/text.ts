import { convertBytes } from 'dicom-character-set';

const longestText = 1024;

/**
 * Decodes a text value by its Specific Character Set (0008,0005; PS3.3 C.12.1.1.2), of which several values,
 * parted by backslashes, mean code extensions (PS3.5 6.1.2.5). What a set does not define, and all above ASCII
 * under a set that the standard does not know, is U+FFFD. Control characters become blanks, padding goes, and what
 * is left is plain text of at most 1,024 characters, or null.
 *
 * @param vr `PN` resets the code extensions at the delimiters of names besides.
 */
export function decodeText(
  bytes: Uint8Array,
  characterSet: string | null,
  vr: 'PN' | 'LO' = 'LO',
): string | null {
  const text = decode(bytes.subarray(0, 4 * longestText), characterSet, vr);
  return printable(text.replace(/\ufffd+/g, '\ufffd')).slice(0, longestText) || null;
}

function decode(bytes: Uint8Array, characterSet: string | null, vr: string): string {
  if (isPlainAscii(bytes)) return decodeLatin1(bytes);
  // Many devices write Latin-1 without saying so, and none mean anything else by bytes above ASCII here.
  const isLatin1 = characterSet === null || /^(ISO_IR (6|100)|ISO 2022 IR (6|100))?$/.test(characterSet);
  if (isLatin1 && !bytes.includes(escape)) return decodeLatin1(bytes);
  try {
    return convertBytes(definedTerm(characterSet ?? ''), bytes, { vr });
  } catch {
    // An unknown set, or escapes to a set that the file does not announce.
    return decodeAscii(bytes);
  }
}

/** Spellings that devices are known to write for the standard's terms. */
function definedTerm(characterSet: string): string {
  return characterSet
    .split('\\')
    .map((term) =>
      term
        .trim()
        .toUpperCase()
        .replace(/^ISO[-_ ]?2022[-_ ]IR[-_ ](\d+)$/, 'ISO 2022 IR $1')
        .replace(/^ISO[-_ ]IR[-_ ](\d+)$/, 'ISO_IR $1')
        .replace(/^UTF-?8$/, 'ISO_IR 192'),
    )
    .join('\\');
}

const escape = 0x1b;

function isPlainAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== escape);
}

/** ISO 8859-1, which also is what bytes of no known meaning are shown as. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function decodeAscii(bytes: Uint8Array): string {
  return decodeLatin1(bytes).replace(/[\x80-\xff]+/g, '\ufffd');
}

function printable(text: string): string {
  return text
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ')
    .split('\\')
    .map((value) => value.trim())
    .join('\\')
    .trim();
}
