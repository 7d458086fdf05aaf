import { AppError } from '#common/errors';

/** What the boxes of a JP2 file say of the colours of its codestream (ITU-T T.800 annex I). */
export interface Jp2Colour {
  /** True where three components are Y, Cb and Cr (EnumCS 18). */
  readonly isYcc: boolean;
  /** True where the components are indices, or not in their order. */
  readonly isMapped: boolean;
}

const signature = [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20];
const codestreamSignature = [0xff, 0x4f, 0xff, 0x51];
const ycc = 18;
const mostBoxes = 1000;

/** True for bytes that begin as a JP2 file does. */
export function isJp2(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** True for bytes that begin as a JP2 file or a bare JPEG 2000 codestream does. */
export function isJpeg2000(bytes: Uint8Array): boolean {
  return isJp2(bytes) || codestreamSignature.every((byte, i) => bytes[i] === byte);
}

/**
 * Reads the boxes of a JP2 file up to its codestream.
 *
 * @throws AppError `malformed-file`.
 */
export function readJp2Colour(bytes: Uint8Array): Jp2Colour {
  let colour: Jp2Colour = { isYcc: false, isMapped: false };
  for (const box of boxes(bytes)) {
    if (box.type === 'jp2c') return colour;
    if (box.type !== 'jp2h') continue;
    for (const { type, content } of boxes(box.content))
      if (type === 'pclr' || type === 'cmap') colour = { ...colour, isMapped: true };
      else if (type === 'colr' && content[0] === 1) colour = { ...colour, isYcc: content[6] === ycc };
  }
  return colour;
}

function* boxes(bytes: Uint8Array): Generator<{ readonly type: string; readonly content: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  for (let count = 0; position + 8 <= bytes.length; count++) {
    const declared = view.getUint32(position);
    // 1 stands for a length of 64 bits behind the type, 0 for the rest of the file.
    const isLong = declared === 1 && position + 16 <= bytes.length;
    const length = isLong ? Number(view.getBigUint64(position + 8)) : declared || bytes.length - position;
    const header = isLong ? 16 : 8;
    if (length < header || count === mostBoxes)
      throw new AppError('malformed-file', 'A box of the JP2 file is damaged.');
    const type = String.fromCharCode(...bytes.subarray(position + 4, position + 8));
    yield { type, content: bytes.subarray(position + header, position + length) };
    position += length;
  }
}
