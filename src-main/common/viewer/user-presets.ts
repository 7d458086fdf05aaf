import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { windowVoi } from '../imaging/voi.ts';
import { formatWindow } from './format.ts';
import type { VoiPreset } from './voi-presets.ts';

/** A window that a person keeps by name. */
export interface UserPreset {
  readonly id: string;
  readonly name: string;
  /** In modality units. */
  readonly center: number;
  readonly width: number;
  /** Modality (0008,0060) of the films that it is for; null for all. */
  readonly modality: string | null;
  /** Body Part Examined (0018,0015) of the films that it is for; null for all. */
  readonly bodyPart: string | null;
  /** 1 to 9: the key that is its own whatever else a film offers. */
  readonly key: number | null;
}

/** An entry of the menu of windows. */
export interface MenuPreset extends VoiPreset {
  /** 1 to 9, the key that applies it; null for those that come after them. */
  readonly number: number | null;
}

/**
 * The menu of a film's windows: what the file offers, the person's own after it, then Osteon's. A person's own
 * keeps its key if no other of theirs claims it first; the rest take the free numbers in their order.
 *
 * @param offered what `voiPresets` says of the frame
 */
export function menuPresets(
  offered: readonly VoiPreset[],
  user: readonly UserPreset[],
  frame: DecodedFrame,
): readonly MenuPreset[] {
  const fitting = user.filter((preset) => isFor(preset, frame));
  const ofFile = offered.filter(({ origin }) => origin === 'file');
  // What the film opens with stays first.
  const first = ofFile.length > 0 ? ofFile : offered.slice(0, 1);
  const own = fitting.map((preset) => ({ preset: asVoiPreset(preset, frame), key: preset.key }));
  const others = (presets: readonly VoiPreset[]) => presets.map((preset) => ({ preset, key: null }));
  return numbered([...others(first), ...own, ...others(offered.filter((preset) => !first.includes(preset)))]);
}

/** Colour has no windows of its own (PS3.3 C.11.2.1.2). */
function isFor({ modality, bodyPart }: UserPreset, { description }: DecodedFrame): boolean {
  const { attributes, pixels } = description;
  if (pixels.samplesPerPixel !== 1) return false;
  return isSame(modality, attributes.modality) && isSame(bodyPart, attributes.bodyPartExamined);
}

function isSame(wanted: string | null, found: string | null): boolean {
  return wanted === null || wanted.toUpperCase() === found?.trim().toUpperCase();
}

/** Under the film's own function, of which LINEAR allows no width below 1 (PS3.3 C.11.2.1.2.1). */
function asVoiPreset({ name, center, width }: UserPreset, { description }: DecodedFrame): VoiPreset {
  const { voiLutFunction } = description.pixels;
  const least = voiLutFunction === 'LINEAR' ? 1 : 0;
  const voi = windowVoi({ center, width: Math.max(least, width) }, voiLutFunction);
  return { voi, name, detail: formatWindow(voi), origin: 'user' };
}

function numbered(
  entries: readonly { readonly preset: VoiPreset; readonly key: number | null }[],
): readonly MenuPreset[] {
  const firstWith = (key: number) => entries.find((entry) => entry.key === key);
  const free = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((key) => firstWith(key) === undefined);
  return entries.map((entry) => {
    const isOwn = entry.key !== null && firstWith(entry.key) === entry;
    return { ...entry.preset, number: isOwn ? entry.key : (free.shift() ?? null) };
  });
}
