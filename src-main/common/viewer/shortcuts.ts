/** The windows of the menu by their numbers, from 1. */
export const presetActions = [
  'preset1',
  'preset2',
  'preset3',
  'preset4',
  'preset5',
  'preset6',
  'preset7',
  'preset8',
  'preset9',
] as const;

/** Everything a key can do on the page. */
export const actions = [
  'openFiles',
  'openFolder',
  'findStudies',
  'readAndNext',
  'flagStudy',
  'windowTool',
  'panTool',
  'zoomTool',
  'zoomIn',
  'zoomOut',
  'fit',
  'actualSize',
  'magnifier',
  'smoothing',
  'turnRight',
  'turnLeft',
  'flipAcross',
  'flipDown',
  'invert',
  'defaultWindow',
  'automaticWindow',
  'regionWindowTool',
  ...presetActions,
  'nextPreset',
  'previousPreset',
  'fileOverlays',
  'shutter',
  'reset',
  'lengthTool',
  'angleTool',
  'cobbTool',
  'perpendicularTool',
  'polylineTool',
  'rectangleTool',
  'ellipseTool',
  'freehandTool',
  'probeTool',
  'arrowTool',
  'textTool',
  'drawingTool',
  'calibrate',
  'removeAnnotation',
  'undo',
  'redo',
  'copyMeasurements',
  'previousImage',
  'nextImage',
  'previousSeries',
  'nextSeries',
  'previousStudy',
  'nextStudy',
  'previousPatient',
  'nextPatient',
  'firstImage',
  'lastImage',
  'heatMap',
  'tagBrowser',
  'overlayText',
  'fullScreen',
  'studyPanel',
  'resultPanel',
  'shortcutMap',
] as const;

export type Action = (typeof actions)[number];

export interface Shortcut {
  readonly group: 'Open' | 'Browse' | 'Read' | 'Measure' | 'Second reader' | 'Window';
  /** Chords as `chordOf` spells them; the first is the one that tooltips name. */
  readonly chords: readonly [string, ...string[]];
  readonly words: string;
  /** What the pointer does to the same end, where it has a way of its own. */
  readonly pointer?: string;
}

const windowOfMenu = (number: number): Shortcut => ({
  group: 'Read',
  chords: [String(number)],
  words: `Window ${number} of the menu`,
});

/** The one table that dispatches keys, writes tooltips and fills the map under `?`. */
export const shortcuts: Readonly<Record<Action, Shortcut>> = {
  openFiles: { group: 'Open', chords: ['Ctrl+O'], words: 'Open files', pointer: 'drop anywhere' },
  openFolder: { group: 'Open', chords: ['Ctrl+Shift+O'], words: 'Open a folder' },
  findStudies: { group: 'Browse', chords: ['Ctrl+F'], words: 'Find studies among all ever opened' },
  readAndNext: { group: 'Browse', chords: ['N'], words: 'Mark the study read and open the next unread' },
  flagStudy: { group: 'Browse', chords: ['Shift+F'], words: 'Flag the study, or take the flag away' },
  previousImage: { group: 'Browse', chords: ['ArrowUp'], words: 'Previous image' },
  nextImage: { group: 'Browse', chords: ['ArrowDown'], words: 'Next image' },
  previousSeries: { group: 'Browse', chords: ['PageUp'], words: 'Previous series' },
  nextSeries: { group: 'Browse', chords: ['PageDown'], words: 'Next series' },
  previousStudy: { group: 'Browse', chords: ['Ctrl+ArrowLeft'], words: 'Previous study' },
  nextStudy: { group: 'Browse', chords: ['Ctrl+ArrowRight'], words: 'Next study' },
  previousPatient: { group: 'Browse', chords: ['Ctrl+ArrowUp'], words: 'Previous patient' },
  nextPatient: { group: 'Browse', chords: ['Ctrl+ArrowDown'], words: 'Next patient' },
  firstImage: { group: 'Browse', chords: ['Home'], words: 'First image' },
  lastImage: { group: 'Browse', chords: ['End'], words: 'Last image' },
  windowTool: { group: 'Read', chords: ['W'], words: 'Window and level tool' },
  panTool: { group: 'Read', chords: ['P'], words: 'Pan tool', pointer: 'middle drag' },
  zoomTool: { group: 'Read', chords: ['Z'], words: 'Zoom tool', pointer: 'wheel' },
  zoomIn: { group: 'Read', chords: ['+'], words: 'Zoom in' },
  zoomOut: { group: 'Read', chords: ['-'], words: 'Zoom out' },
  fit: { group: 'Read', chords: ['='], words: 'Fit to window' },
  actualSize: { group: 'Read', chords: ['Ctrl+1'], words: 'One image pixel to one screen pixel' },
  magnifier: {
    group: 'Read',
    chords: ['M'],
    words: 'Magnifier, while held',
    pointer: 'wheel: larger; drag: its own window',
  },
  smoothing: {
    group: 'Read',
    chords: ['Shift+S'],
    words: 'Smooth a magnified film, or show its pixels',
  },
  turnRight: { group: 'Read', chords: ['R'], words: 'Turn right by 90°' },
  turnLeft: { group: 'Read', chords: ['Shift+R'], words: 'Turn left by 90°' },
  flipAcross: { group: 'Read', chords: ['H'], words: 'Flip left for right' },
  flipDown: { group: 'Read', chords: ['V'], words: 'Flip top for bottom' },
  invert: { group: 'Read', chords: ['I'], words: 'Invert' },
  defaultWindow: { group: 'Read', chords: ['0'], words: "The image's own window" },
  automaticWindow: { group: 'Read', chords: ['Alt+0'], words: 'The automatic window' },
  regionWindowTool: {
    group: 'Read',
    chords: ['Shift+W'],
    words: 'Window from a region',
    pointer: 'Ctrl+drag with the window tool',
  },
  preset1: windowOfMenu(1),
  preset2: windowOfMenu(2),
  preset3: windowOfMenu(3),
  preset4: windowOfMenu(4),
  preset5: windowOfMenu(5),
  preset6: windowOfMenu(6),
  preset7: windowOfMenu(7),
  preset8: windowOfMenu(8),
  preset9: windowOfMenu(9),
  nextPreset: { group: 'Read', chords: ['B'], words: 'Next window of the menu' },
  previousPreset: { group: 'Read', chords: ['Shift+B'], words: 'Previous of them' },
  fileOverlays: { group: 'Read', chords: ['Shift+O'], words: "The file's overlays on and off" },
  shutter: { group: 'Read', chords: ['S'], words: "The file's shutters on and off" },
  reset: { group: 'Read', chords: ['Escape'], words: 'Reset the view' },
  lengthTool: { group: 'Measure', chords: ['L', 'D'], words: 'Length', pointer: 'drag, or two clicks' },
  angleTool: { group: 'Measure', chords: ['A'], words: 'Angle: arm, vertex, arm' },
  cobbTool: { group: 'Measure', chords: ['Shift+A'], words: 'Cobb angle: two lines' },
  perpendicularTool: { group: 'Measure', chords: ['Shift+L'], words: 'Perpendicular: a line, then a point' },
  polylineTool: {
    group: 'Measure',
    chords: ['Y'],
    words: 'Polyline',
    pointer: 'double click or Enter ends it',
  },
  rectangleTool: { group: 'Measure', chords: ['Shift+E'], words: 'Rectangle' },
  ellipseTool: { group: 'Measure', chords: ['E'], words: 'Ellipse' },
  freehandTool: {
    group: 'Measure',
    chords: ['Shift+Q'],
    words: 'Free region',
    pointer: 'trace, or click round it',
  },
  probeTool: { group: 'Measure', chords: ['X'], words: 'Probe: the value under the pointer' },
  arrowTool: { group: 'Measure', chords: ['Q'], words: 'Arrow', pointer: 'double click writes beside it' },
  textTool: { group: 'Measure', chords: ['T'], words: 'Text' },
  drawingTool: { group: 'Measure', chords: ['F'], words: 'Free drawing' },
  calibrate: { group: 'Measure', chords: ['C'], words: 'Calibrate by the selected line or ellipse' },
  removeAnnotation: { group: 'Measure', chords: ['Delete'], words: 'Delete the selected annotation' },
  undo: { group: 'Measure', chords: ['Ctrl+Z'], words: 'Undo on this film' },
  redo: { group: 'Measure', chords: ['Ctrl+Y', 'Ctrl+Shift+Z'], words: 'Redo' },
  copyMeasurements: { group: 'Measure', chords: ['Ctrl+Shift+C'], words: 'Copy the measurements' },
  heatMap: {
    group: 'Second reader',
    chords: ['G'],
    words: 'Heat map on and off; hold to peek at the plain film',
  },
  tagBrowser: { group: 'Window', chords: ['Ctrl+T'], words: 'Attributes of the file' },
  overlayText: { group: 'Window', chords: ['O'], words: 'Corner texts: full, minimal, none' },
  fullScreen: { group: 'Window', chords: ['F11'], words: 'The film alone', pointer: 'double click' },
  studyPanel: { group: 'Window', chords: ['['], words: 'Study list on and off' },
  resultPanel: { group: 'Window', chords: [']'], words: 'Result panel on and off' },
  shortcutMap: { group: 'Window', chords: ['?'], words: 'This map' },
};

/** The part of a DOM KeyboardEvent that names a chord. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Spells a key press the way the table does. Shift counts for letters and for named keys; a symbol such as
 * `?` or `+` is itself, since where Shift comes in depends on the keyboard's layout.
 */
export function chordOf(press: KeyPress): string {
  const letter = letterOf(press);
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : null,
    press.altKey ? 'Alt' : null,
    press.shiftKey && (letter !== null || press.key.length > 1) ? 'Shift' : null,
    letter ?? press.key,
  ];
  return parts.filter((part) => part !== null).join('+');
}

/** On a Cyrillic or Greek layout the letter printed on the same key of a Latin one. */
function letterOf({ key, code }: KeyPress): string | null {
  if (!/^\p{L}$/u.test(key)) return null;
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key/, '');
}

const actionsByChord: ReadonlyMap<string, Action> = new Map(
  actions.flatMap((action) => shortcuts[action].chords.map((chord): [string, Action] => [chord, action])),
);

export function actionFor(press: KeyPress): Action | null {
  return actionsByChord.get(chordOf(press)) ?? null;
}

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
};

/** The keys of a chord as they are written on keyboards, one per key to press. */
export function keysOf(chord: string): readonly string[] {
  const keys = chord === '+' ? ['+'] : chord.split('+');
  return keys.map((key) => keyNames[key] ?? key);
}

/** `Invert (I)`, for tooltips and accessible names. */
export function tooltipOf(action: Action): string {
  const { words, chords } = shortcuts[action];
  return `${words} (${keysOf(chords[0]).join('+')})`;
}
