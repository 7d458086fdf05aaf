import { readAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import {
  readImagePixelModule,
  requirePixelData,
  type ImagePixelModule,
} from '#common/dicom/image-pixel-module';
import { parseDataSet, type DataSet } from '#common/dicom/parse';
import { codecOf } from '#common/dicom/transfer-syntax';
import { AppError } from '#common/errors';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { ybrFullToRgb } from '#common/imaging/photometric';
import { compressedFrameDecoder } from './codestream-values.ts';
import { nativeFrameLength, nativeValues } from './native-values.ts';

const itemHeaderLength = 8;

/** A frame with its colour as the file or its codestream stores it. */
export interface StoredFrame {
  readonly storedValues: StoredValues;
  readonly isYbrFull: boolean;
  /** As in `DecodedFrame`. */
  readonly reduction: number;
}

/** Describes a DICOM file by its data set; colour is described as the RGB that decoding makes of it. */
export function describeDicomFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const dataSet = parseDataSet(bytes);
  const {
    highBit: _highBit,
    planarConfiguration: _planar,
    ...pixels
  } = readDecodableModule(dataSet, fileLength);
  const photometricInterpretation = pixels.samplesPerPixel === 3 ? 'RGB' : pixels.photometricInterpretation;
  return {
    container: 'dicom',
    attributes: readAttributes(dataSet),
    pixels: { ...pixels, photometricInterpretation },
  };
}

/** Decodes one frame, counted from 0, of a file that `describeDicomFile` accepted. */
export async function decodeDicomFrame(
  bytes: Uint8Array,
  _description: ImageDescription,
  frame: number,
): Promise<StoredValues> {
  const { storedValues, isYbrFull } = await storedFrameDecoder(bytes)(frame);
  if (isYbrFull && storedValues instanceof Uint8Array) ybrFullToRgb(storedValues);
  return storedValues;
}

/**
 * Parses a DICOM file and decodes its frames, counted from 0, on demand, without turning YBR_FULL into RGB.
 * A reduction may be wished for; it is 1 unless the codec has resolution levels, and never more than the wish.
 *
 * @throws AppError as `describeImage` does, and `no-pixel-data`; the returned function as `decodeFrame` does.
 */
export function storedFrameDecoder(
  bytes: Uint8Array,
): (frame: number, reduction?: number) => Promise<StoredFrame> {
  const dataSet = parseDataSet(bytes);
  const module = readDecodableModule(dataSet, bytes.length);
  const codec = codecOf(dataSet.transferSyntax);
  const pixelData = requirePixelData(dataSet);
  const isDeclaredYbrFull = module.photometricInterpretation.startsWith('YBR_FULL');
  if (codec === 'native')
    return async (frame) => ({
      storedValues: nativeValues(bytes, pixelData, module, frame),
      isYbrFull: isDeclaredYbrFull,
      reduction: 1,
    });
  const decode = compressedFrameDecoder(codec, bytes, pixelData, module);
  return async (frame, wished) => {
    const { storedValues, colourSpace, reduction } = await decode(frame, wished);
    const isYbrFull = colourSpace === null ? isDeclaredYbrFull : colourSpace === 'ycbcr';
    return { storedValues, isYbrFull, reduction };
  };
}

function readDecodableModule(dataSet: DataSet, fileLength: number): ImagePixelModule {
  const { offset, length } = requirePixelData(dataSet);
  const codec = codecOf(dataSet.transferSyntax);
  const module = readImagePixelModule(dataSet);
  if ((codec === 'native') !== (length !== null))
    throw new AppError('malformed-file', 'The pixel data is not packed as its transfer syntax says.');
  if (length === null) requireRoomForFrames(module, fileLength - offset);
  else {
    const needed = nativeFrameLength(module) * module.numberOfFrames;
    if (offset + needed > fileLength)
      throw new AppError('truncated-file', 'The file ends inside its pixel data.');
    if (needed > length)
      throw new AppError('malformed-file', `The pixel data is ${length} bytes long, the image ${needed}.`);
  }
  return module;
}

/** Each compressed frame is an item of its own at least, after that of the offset table (PS3.5 A.4). */
function requireRoomForFrames({ numberOfFrames }: ImagePixelModule, room: number): void {
  if ((numberOfFrames + 1) * itemHeaderLength <= room) return;
  throw new AppError('truncated-file', `The file is too short to hold ${numberOfFrames} frames.`);
}
