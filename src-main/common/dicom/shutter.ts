/**
 * What the Display Shutter module hides (PS3.3 C.7.6.11); coordinates count from 1 as the standard's do. A bitmap
 * shutter (C.7.6.15) names the overlay group whose ones are hidden.
 */
export type Shutter =
  | {
      readonly shape: 'RECTANGULAR';
      readonly left: number;
      readonly right: number;
      readonly upper: number;
      readonly lower: number;
    }
  | { readonly shape: 'CIRCULAR'; readonly row: number; readonly column: number; readonly radius: number }
  | { readonly shape: 'POLYGONAL'; readonly vertices: readonly (readonly [row: number, column: number])[] }
  | { readonly shape: 'BITMAP'; readonly overlayGroup: number };
