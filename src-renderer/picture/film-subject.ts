import type { ImageEntry } from '#common/contract/ipc';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { Marks } from '#common/measure/marks';
import type { ImageResult } from '#common/model/result';
import type { CornerLayout } from '#common/viewer/corner-layout';
import type { AttentionScale } from '#common/viewer/heat-map';
import type { VoiPreset } from '#common/viewer/voi-presets';
import type { Voi } from '#common/imaging/voi';
import type { View } from '../state/view.ts';

/** A film with all that may lie over it. */
export interface FilmSubject {
  readonly entry: ImageEntry;
  /** Whole, and never PALETTE COLOR. */
  readonly frame: DecodedFrame;
  /** What the film opens with. */
  readonly ownVoi: Voi;
  readonly presets: readonly VoiPreset[];
  /** How it is looked at, or was last. */
  readonly view: View;
  readonly marks: Marks;
  /** Null where nobody asked for the second reader, or it has no answer. */
  readonly result: ImageResult | null;
  /** Null where the heat map is withheld. */
  readonly attention: AttentionScale | null;
  /** Share of the map's own alpha. */
  readonly heatMapOpacity: number;
  /** Name and version; null where there is none. */
  readonly model: string | null;
  readonly corners: CornerLayout;
  /** What of the file's own annotations is shown. */
  readonly overlays: boolean;
  readonly shutter: boolean;
}

/** What a picture of a film bears. */
export interface PictureContent {
  /** `displayed`: turned and flipped as on the screen; `stored`: as in the file. */
  readonly lying: 'displayed' | 'stored';
  readonly annotations: boolean;
  /** The corner texts, without what tells who it is. */
  readonly texts: boolean;
  /** With `texts`: name, number, dates and everything else of the corners. */
  readonly identity: boolean;
  /** The second reader's heat map and finding, called investigational. */
  readonly secondReader: boolean;
}
