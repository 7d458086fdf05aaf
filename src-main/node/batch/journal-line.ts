import { crc32 } from 'node:zlib';

const checksumDigits = 8;

/** A value as a line of its own: the CRC-32 of its JSON text in hexadecimal, a space, the text, a line feed. */
export function encodeLine(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  return Buffer.concat([Buffer.from(`${checksum(text)} `), text, Buffer.from('\n')]);
}

/** The value of a line without its line feed, or null where the line is not as it was written. */
export function decodeLine(line: Uint8Array): unknown {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.byteLength);
  const text = bytes.subarray(checksumDigits + 1);
  if (bytes.toString('latin1', 0, checksumDigits + 1) !== `${checksum(text)} `) return null;
  try {
    return JSON.parse(text.toString()) as unknown;
  } catch {
    return null;
  }
}

function checksum(text: Uint8Array): string {
  return crc32(text).toString(16).padStart(checksumDigits, '0');
}
