import { encode } from 'fast-png';
import { AppError } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { defaultVoi } from '#common/imaging/default-voi';
import { renderFrame } from '#common/imaging/render-frame';
import { windowVoi, type Voi } from '#common/imaging/voi';
import type { WindowLevel } from '#common/imaging/window-level';
import { voiPresets } from '#common/viewer/voi-presets';
import { decodeFrame } from '../decode/decode-frame.ts';
import type { DecodePool, Film } from '../decode/decode-pool.ts';
import { readImageFile } from '../decode/image-file.ts';

/** How `osteon render` shows a frame; what is left out is as the viewer first shows it. */
export interface RenderChoice {
  /** In modality units. */
  readonly window?: WindowLevel | undefined;
  /** A preset by its number, counted from 1, or its name. */
  readonly voi?: string | undefined;
  readonly invert?: boolean;
  readonly overlays?: boolean;
  readonly shutter?: boolean;
  readonly bits?: 8 | 16;
}

/** For tests: without the time limit of a pool. */
const inThisThread: Pick<DecodePool, 'decodeFrame'> = {
  decodeFrame: async (film, frame) => decodeFrame(await readImageFile(film), frame),
};

/**
 * A PNG of one frame, counted from 0: by the same functions, in the same order, as the window shows it.
 *
 * @throws AppError as `readImageFile` and `decodeFrame` do, and `invalid-request` for a preset the file lacks.
 */
export async function renderPng(
  film: Film,
  frame: number,
  choice: RenderChoice = {},
  decoder: Pick<DecodePool, 'decodeFrame'> = inThisThread,
): Promise<Uint8Array> {
  const decoded = await decoder.decodeFrame(film, frame);
  const { bits = 8, invert = false, overlays = true, shutter = true } = choice;
  const picture = renderFrame(decoded, { voi: voiOf(decoded, choice), invert, overlays, shutter, bits });
  const { rows, columns, channels, samples } = picture;
  return encode({ width: columns, height: rows, data: samples, depth: bits, channels });
}

function voiOf(frame: DecodedFrame, { window, voi }: RenderChoice): Voi {
  if (window) return givenWindow(frame, window);
  return voi === undefined ? defaultVoi(frame) : presetNamed(frame, voi);
}

/** By the file's own function; LINEAR, which counts in whole numbers, gives way where there are none. */
function givenWindow({ description }: DecodedFrame, window: WindowLevel): Voi {
  const { sampleType, voiLutFunction } = description.pixels;
  const isFraction = sampleType === 'float' || window.width < 1;
  return windowVoi(window, voiLutFunction === 'LINEAR' && isFraction ? 'LINEAR_EXACT' : voiLutFunction);
}

function presetNamed(frame: DecodedFrame, wanted: string): Voi {
  const presets = voiPresets(frame);
  const preset =
    presets.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ?? presets[Number(wanted) - 1];
  if (preset) return preset.voi;
  const names = presets.map(({ name, detail }, index) => `${index + 1} ${name} (${detail})`).join(', ');
  throw new AppError('invalid-request', `The file has no preset "${wanted}". It has: ${names}.`);
}
