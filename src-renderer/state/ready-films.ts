import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { defaultVoi } from '#common/imaging/default-voi';
import { filmRaster, type FilmRaster } from '#common/imaging/film-raster';
import { inTrueColour } from '#common/imaging/palette';
import type { Voi } from '#common/imaging/voi';
import { voiPresets, type VoiPreset } from '#common/viewer/voi-presets';

/** What a film opens with. */
export interface ReadyFilm {
  /** Never PALETTE COLOR: that is looked up. */
  readonly frame: DecodedFrame;
  readonly ownVoi: Voi;
  /** The first is `ownVoi`. */
  readonly presets: readonly VoiPreset[];
}

// Functions of the frame alone, so every viewport may share the answers; they go when their frame goes.
const films = new WeakMap<DecodedFrame, ReadyFilm>();
const rasters = new WeakMap<DecodedFrame, { readonly scale: number; readonly raster: FilmRaster }>();

/** Works it out the first time that it is asked of a frame. */
export function readyFilm(received: DecodedFrame): ReadyFilm {
  const known = films.get(received);
  if (known !== undefined) return known;
  const frame = inTrueColour(received);
  const film = { frame, ownVoi: defaultVoi(frame), presets: voiPresets(frame) };
  // Colours that were looked up take three times the room that is set aside for the frame.
  if (frame === received) films.set(received, film);
  return film;
}

/** `filmRaster`, of which the latest of each frame is kept: much smaller than the frame, or the frame itself. */
export function rasterAt(frame: DecodedFrame, scale: number): FilmRaster {
  const known = rasters.get(frame);
  if (known?.scale === scale) return known.raster;
  const raster = filmRaster(frame, scale);
  rasters.set(frame, { scale, raster });
  return raster;
}
