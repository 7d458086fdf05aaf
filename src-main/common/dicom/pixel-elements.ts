import { AppError } from '../errors.ts';
import { readFragments } from './fragments.ts';
import type { DataSet } from './parse.ts';
import { joined, type WrittenElement } from './write-elements.ts';

const delimiter = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);

/**
 * The pixel data of an image as it stands in its file, fragments up to their end and what lies behind left out.
 *
 * @throws AppError as `readFragments` does, `no-pixel-data`, and `truncated-file` where the file ends too early.
 */
export function pixelElements({ pixelData, source }: DataSet): readonly WrittenElement[] {
  if (pixelData === null) throw new AppError('no-pixel-data', 'The object holds no pixels.');
  const { tag, offset, length } = pixelData;
  if (length === null) {
    const last = readFragments(source, offset).fragments.at(-1)!.bytes;
    const end = last.byteOffset + last.length - source.byteOffset;
    const value = joined([source.subarray(offset, end), delimiter]);
    return [{ tag, vr: 'OB', value, isEndless: true }];
  }
  if (offset + length > source.length)
    throw new AppError('truncated-file', 'The file ends inside its pixel data.');
  const vrs = { x7fe00008: 'OF', x7fe00009: 'OD', x7fe00010: pixelData.vr === 'OB' ? 'OB' : 'OW' } as const;
  return [{ tag, vr: vrs[tag], value: source.subarray(offset, offset + length) }];
}
