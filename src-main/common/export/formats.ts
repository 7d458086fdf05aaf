import type { Phrase } from '../words/say.ts';

/** Files of 16-bit values, for other programs and not for the eye. */
export const valueFormats = ['png16', 'tiff16'] as const;
export type ValueFormat = (typeof valueFormats)[number];

/** Pictures of what is on the screen, for people. */
export const pictureFormats = ['png', 'jpeg'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

export const exportFormats = [...pictureFormats, ...valueFormats] as const;
export type ExportFormat = (typeof exportFormats)[number];

interface Traits {
  /** Without its dot. */
  readonly extension: string;
  /** For people, in the window and in the system's chooser. */
  readonly words: Phrase;
  /** What every such file begins with. */
  readonly signature: readonly number[];
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const formatTraits: Readonly<Record<ExportFormat, Traits>> = {
  png: { extension: 'png', words: 'PNG', signature: pngSignature },
  jpeg: { extension: 'jpg', words: 'JPEG', signature: [0xff, 0xd8, 0xff] },
  png16: { extension: 'png', words: 'PNG, 16-bit values', signature: pngSignature },
  tiff16: { extension: 'tif', words: 'TIFF, 16-bit values', signature: [0x49, 0x49, 42, 0] },
};

export function isValueFormat(format: ExportFormat): format is ValueFormat {
  return (valueFormats as readonly string[]).includes(format);
}

/** Whether bytes at least begin as the format does. */
export function beginsAs(format: ExportFormat, bytes: Uint8Array): boolean {
  return formatTraits[format].signature.every((byte, i) => bytes[i] === byte);
}
