import { readAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import {
  readImagePixelModule,
  requirePixelData,
  type ImagePixelModule,
} from '#common/dicom/image-pixel-module';
import { readOverlays } from '#common/dicom/overlays';
import { parseDataSet, type DataSet } from '#common/dicom/parse';
import { codecOf } from '#common/dicom/transfer-syntax';
import { AppError } from '#common/errors';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';
import type { OverlayPlane } from '#common/imaging/overlay-plane';
import { ybrFullToRgb } from '#common/imaging/photometric';
import { compressedFrameDecoder } from './codestream-values.ts';
import { nativeFrameBits, nativeFrames } from './native-frames.ts';
import { nativeValues, pixelCells } from './native-values.ts';

const itemHeaderLength = 8;

/** A frame with its colour as the file or its codestream stores it. */
export interface StoredFrame {
  readonly storedValues: StoredValues;
  readonly isYbrFull: boolean;
  /** As in `DecodedFrame`. */
  readonly reduction: number;
  readonly overlays: readonly OverlayPlane[];
}

/**
 * Describes a DICOM file by its data set; colour is described as the RGB that decoding makes of it.
 *
 * @param frame Counted from 0: what an enhanced multi-frame image says of each frame is that frame's.
 */
export function describeDicomFile(bytes: Uint8Array, fileLength: number, frame = 0): ImageDescription {
  const dataSet = parseDataSet(bytes, fileLength);
  return describeFrame(dataSet, readDecodableModule(dataSet, frame));
}

function describeFrame(
  dataSet: DataSet,
  { highBit: _highBit, planarConfiguration: _planar, ...pixels }: ImagePixelModule,
): ImageDescription {
  const photometricInterpretation = pixels.samplesPerPixel === 3 ? 'RGB' : pixels.photometricInterpretation;
  return {
    container: 'dicom',
    attributes: readAttributes(dataSet),
    pixels: { ...pixels, photometricInterpretation },
  };
}

/** Decodes one frame, counted from 0, of a file that has it; a wished-for reduction is as `storedFrameDecoder` says. */
export async function decodeDicomFrame(
  bytes: Uint8Array,
  frame: number,
  wished?: number,
): Promise<DecodedFrame> {
  const dataSet = parseDataSet(bytes);
  const module = readDecodableModule(dataSet, frame);
  const stored = await frameDecoder(dataSet, module)(frame, wished);
  const { storedValues, isYbrFull, reduction, overlays } = stored;
  if (isYbrFull) toRgb(storedValues, module.bitsStored);
  return { description: describeFrame(dataSet, module), frame, reduction, overlays, storedValues };
}

/**
 * Parses a DICOM file and decodes its frames, counted from 0, on demand, without turning YBR_FULL into RGB.
 * A reduction may be wished for; it is 1 unless the codec has resolution levels, and never more than the wish.
 *
 * @throws AppError as `describeImage` does, and `no-pixel-data`; the returned function as `decodeFrame` does.
 */
export function storedFrameDecoder(bytes: Uint8Array): StoredFrameDecoder {
  const dataSet = parseDataSet(bytes);
  return frameDecoder(dataSet, readDecodableModule(dataSet, 0));
}

type StoredFrameDecoder = (frame: number, reduction?: number) => Promise<StoredFrame>;

function frameDecoder(dataSet: DataSet, module: ImagePixelModule): StoredFrameDecoder {
  const codec = codecOf(dataSet.transferSyntax);
  const pixelData = requirePixelData(dataSet);
  const isDeclaredYbrFull = module.photometricInterpretation.startsWith('YBR_FULL');
  if (codec === 'native') {
    const nativeFrame = nativeFrames(dataSet, pixelData, module);
    return async (frame) => {
      const native = nativeFrame(frame);
      const overlays = readOverlays(dataSet, module, frame, pixelCells(native, module));
      return {
        storedValues: nativeValues(native, module),
        isYbrFull: isDeclaredYbrFull,
        reduction: 1,
        overlays,
      };
    };
  }
  const decode = compressedFrameDecoder(codec, dataSet.source, pixelData, module);
  return async (frame, wished) => {
    const overlays = readOverlays(dataSet, module, frame, null);
    const { storedValues, colourSpace, reduction } = await decode(frame, wished);
    const isYbrFull = colourSpace === null ? isDeclaredYbrFull : colourSpace === 'ycbcr';
    return { storedValues, isYbrFull, reduction, overlays };
  };
}

function readDecodableModule(dataSet: DataSet, frame: number): ImagePixelModule {
  const { offset, length } = requirePixelData(dataSet);
  const isNative = codecOf(dataSet.transferSyntax) === 'native';
  const module = readImagePixelModule(dataSet, frame);
  if (isNative && /^YBR_(ICT|RCT)$/.test(module.photometricInterpretation))
    throw new AppError('unsupported-pixel-format', 'Only a codec makes pixels of YBR_ICT and YBR_RCT.');
  if (length === null) requireRoomForFrames(module, dataSet.sourceLength - offset);
  else {
    const needed = Math.ceil((nativeFrameBits(module) * module.numberOfFrames) / 8);
    if (offset + needed > dataSet.sourceLength)
      throw new AppError('truncated-file', 'The file ends inside its pixel data.');
    if (needed > length)
      throw new AppError('malformed-file', `The pixel data is ${length} bytes long, the image ${needed}.`);
  }
  return module;
}

/** @throws AppError `unsupported-pixel-format` for samples that the conversion is not defined for. */
function toRgb(storedValues: StoredValues, bitsStored: number): void {
  if (!(storedValues instanceof Uint8Array || storedValues instanceof Uint16Array))
    throw new AppError('unsupported-pixel-format', 'YBR_FULL pixels of this kind cannot be shown.');
  ybrFullToRgb(storedValues, bitsStored);
}

/** Each compressed frame is an item of its own at least, after that of the offset table (PS3.5 A.4). */
function requireRoomForFrames({ numberOfFrames }: ImagePixelModule, room: number): void {
  if ((numberOfFrames + 1) * itemHeaderLength <= room) return;
  throw new AppError('truncated-file', `The file is too short to hold ${numberOfFrames} frames.`);
}
