import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { automaticWindow } from '../imaging/default-voi.ts';
import { windowVoi, type Voi } from '../imaging/voi.ts';
import { formatWindow } from './format.ts';
import { tissueWindows } from './modality-presets.ts';
import type { Phrase, Say } from '../words/say.ts';

/** One way of looking at a film that the file, the pixels themselves or its modality offer. */
export interface VoiPreset {
  readonly voi: Voi;
  /** The file's explanation where it gives one; no two of a film are alike. */
  readonly name: string;
  /** What it does: `C 40 W 400`, `VOI LUT 2`. */
  readonly detail: string;
  /** Who offers it. */
  readonly origin: 'file' | 'automatic' | 'tissue' | 'user';
}

export const automaticName = 'Automatic' satisfies Phrase;

/** Names that are Osteon's own; those of a file or a person stay as they were given. */
const ownNames = [automaticName, 'Bone', 'Soft tissue', 'Chest'] as const satisfies readonly Phrase[];

/** What a window is called on the screen. */
export function presetName({ name, origin }: Pick<VoiPreset, 'name' | 'origin'>, say: Say): string {
  const own =
    origin === 'automatic' || origin === 'tissue' ? ownNames.find((one) => one === name) : undefined;
  return own === undefined ? name : say(own);
}

/**
 * The file's windows, its VOI LUTs, the automatic window and those for the tissues that its modality shows, in this
 * order, which puts what the film opens with first. For colour the full scale alone: windows have no meaning for it (PS3.3 C.11.2.1.2).
 */
export function voiPresets(frame: DecodedFrame): readonly VoiPreset[] {
  const { windows, voiLuts, voiLutFunction, samplesPerPixel } = frame.description.pixels;
  const automatic = automaticWindow(frame);
  const own: VoiPreset[] = [];
  if (samplesPerPixel === 1) {
    windows.forEach((window, index) =>
      own.push({
        voi: windowVoi(window, voiLutFunction),
        name: window.explanation ?? `Window ${index + 1}`,
        detail: formatWindow(window),
        origin: 'file',
      }),
    );
    voiLuts.forEach(({ explanation }, index) =>
      own.push({
        voi: { kind: 'table', index },
        name: explanation ?? `LUT ${index + 1}`,
        detail: `VOI LUT ${index + 1}`,
        origin: 'file',
      }),
    );
  }
  const { modality } = frame.description.attributes;
  const tissues = tissueWindows(modality, frame.description.pixels, automatic).map(({ name, window }) => ({
    voi: window,
    name,
    detail: formatWindow(window),
    origin: 'tissue' as const,
  }));
  return named([
    ...own,
    { voi: automatic, name: automaticName, detail: formatWindow(automatic), origin: 'automatic' },
    ...tissues,
  ]);
}

/** The preset after, or before, the one applied; the first where the window was set by hand. */
export function nextPreset(presets: readonly VoiPreset[], voi: Voi, step: 1 | -1): VoiPreset | null {
  const here = presets.findIndex((preset) => isSameVoi(preset.voi, voi));
  if (here < 0) return presets[0] ?? null;
  return presets[(here + step + presets.length) % presets.length] ?? null;
}

export function isSameVoi(a: Voi, b: Voi): boolean {
  if (a.kind === 'table') return b.kind === 'table' && a.index === b.index;
  return b.kind === 'window' && a.center === b.center && a.width === b.width && a.function === b.function;
}

/** What is applied, for the corner texts: `C 40 W 400`, with a word where it is no line, or a table's name. */
export function voiLine(presets: readonly VoiPreset[], voi: Voi): string {
  if (voi.kind === 'window') return `${formatWindow(voi)}${voi.function === 'SIGMOID' ? ' sigmoid' : ''}`;
  const preset = presetOf(presets, voi);
  return preset ? `${preset.detail}: ${preset.name}` : `VOI LUT ${voi.index + 1}`;
}

/** The name of what is applied, or null for a window set by hand. */
export function presetOf(presets: readonly VoiPreset[], voi: Voi): VoiPreset | null {
  return presets.find((preset) => isSameVoi(preset.voi, voi)) ?? null;
}

/** Drops what would look the same as an earlier one, and tells a name that comes again by its number. */
function named(presets: readonly VoiPreset[]): readonly VoiPreset[] {
  const different = presets.filter(({ voi }, index) => presetOf(presets, voi) === presets[index]);
  const seen = new Map<string, number>();
  return different.map((preset) => {
    const count = (seen.get(preset.name) ?? 0) + 1;
    seen.set(preset.name, count);
    return count === 1 ? preset : { ...preset, name: `${preset.name} (${count})` };
  });
}
