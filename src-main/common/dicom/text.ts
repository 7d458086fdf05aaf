const longestText = 1024;

/**
 * Decodes a text value by its Specific Character Set (0008,0005; PS3.3 C.12.1.1.2): UTF-8 and ISO 8859-1
 * wholly, of any other set the ASCII part, with U+FFFD for the rest. Control characters become blanks,
 * padding goes, and what is left is plain text of at most 1,024 characters, or null.
 */
export function decodeText(bytes: Uint8Array, characterSet: string | null): string | null {
  const text = decoderOf(characterSet)(bytes.subarray(0, 4 * longestText));
  return printable(text).slice(0, longestText) || null;
}

function decoderOf(characterSet: string | null): (bytes: Uint8Array) => string {
  if (characterSet === 'ISO_IR 192') return decodeUtf8;
  // Many devices write Latin-1 without saying so, and none mean anything else by bytes above ASCII here.
  if (characterSet === null || /^(ISO_IR (6|100)|ISO 2022 IR (6|100))?$/.test(characterSet))
    return decodeLatin1;
  return decodeAscii;
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

function decodeUtf8(bytes: Uint8Array): string {
  let escaped = '';
  for (const byte of bytes) escaped += `%${byte.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return decodeAscii(bytes);
  }
}

function printable(text: string): string {
  return text
    .replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ')
    .split('\\')
    .map((value) => value.trim())
    .join('\\')
    .trim();
}
