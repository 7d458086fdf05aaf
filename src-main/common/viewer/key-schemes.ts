import type { Action } from './actions.ts';
import type { Phrase } from '../words/say.ts';

export const keySchemeNames = ['osteon', 'weasis', 'ohif', 'osirix'] as const;
export type KeySchemeName = (typeof keySchemeNames)[number];

type Chords = readonly [string, ...string[]];

export interface KeyScheme {
  readonly title: Phrase;
  /**
   * What differs from Osteon's own keys. An action that loses its last key to one of these moves to Alt and that
   * key, or to Ctrl and Alt, so that everything stays within reach.
   */
  readonly chords: Readonly<Partial<Record<Action, Chords>>>;
}

/** Keys that hands coming from other viewers know, as those viewers bind them by default. */
export const keySchemes: Readonly<Record<KeySchemeName, KeyScheme>> = {
  osteon: { title: 'Osteon', chords: {} },
  weasis: {
    title: 'Weasis-like',
    chords: {
      panTool: ['T'],
      zoomIn: ['Ctrl++'],
      zoomOut: ['Ctrl+-'],
      fit: ['Ctrl+Enter'],
      turnTool: ['R'],
      turnRight: ['Alt+R'],
      turnLeft: ['Alt+L'],
      flipAcross: ['Alt+F'],
      lengthTool: ['D'],
      textTool: ['B'],
      previousSeries: ['ArrowLeft'],
      nextSeries: ['ArrowRight'],
      overlayText: ['Space', 'I'],
    },
  },
  ohif: {
    title: 'OHIF-like',
    chords: {
      turnLeft: ['L'],
      previousPane: ['ArrowLeft'],
      nextPane: ['ArrowRight'],
      // Escape stays what leaves everything.
      reset: ['Space', 'Escape'],
    },
  },
  osirix: {
    title: 'OsiriX-like',
    chords: {
      panTool: ['M'],
      turnTool: ['I'],
      lengthTool: ['L'],
      angleTool: ['A'],
      ellipseTool: ['E'],
      textTool: ['T'],
      arrowTool: ['Q'],
      drawingTool: ['D'],
    },
  },
};
