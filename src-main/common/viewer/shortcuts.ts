import type { Action } from './actions.ts';
import { paneLayouts, type PaneLayout } from './pane-layouts.ts';
import type { Phrase } from '../words/say.ts';

export interface Shortcut {
  readonly group: 'Open' | 'Browse' | 'Read' | 'Measure' | 'Second reader' | 'Window';
  /** Those of the "Osteon" scheme, as `chordOf` spells them; the first is the one that tooltips name. */
  readonly chords: readonly [string, ...string[]];
  readonly words: Phrase;
  /** What the pointer does to the same end, where it has a way of its own. */
  readonly pointer?: Phrase;
  /** True of what takes something away: no bare letter or digit may do that. */
  readonly destructive?: true;
}

const windowOfMenu = (number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Shortcut => ({
  group: 'Read',
  chords: [String(number)],
  words: `Window ${number} of the menu`,
});

const layoutOfPanes = (layout: PaneLayout, number: number): Shortcut => ({
  group: 'Window',
  chords: [`Alt+${number}`],
  words: paneLayouts[layout].words,
});

const nudge = (arrow: string, way: 'left' | 'right' | 'up' | 'down', far = false): Shortcut => ({
  group: 'Measure',
  chords: [`Alt+${far ? 'Shift+' : ''}${arrow}`],
  words: `Move the selected annotation ${way} by ${far ? '10 pixels' : '1 pixel'} of the screen`,
});

/** What every action is called and where it stands; `keyMapOf` says which keys are in force. */
export const shortcuts: Readonly<Record<Action, Shortcut>> = {
  openFiles: { group: 'Open', chords: ['Ctrl+O'], words: 'Open files', pointer: 'drop anywhere' },
  openFolder: { group: 'Open', chords: ['Ctrl+Shift+O'], words: 'Open a folder' },
  findStudies: { group: 'Browse', chords: ['Ctrl+F'], words: 'Find studies among all ever opened' },
  readAndNext: { group: 'Browse', chords: ['N'], words: 'Mark the study read and open the next unread' },
  flagStudy: { group: 'Browse', chords: ['Shift+F'], words: 'Flag the study, or take the flag away' },
  takeMarkBack: { group: 'Browse', chords: ['Shift+N'], words: 'Take the last reading mark back' },
  worklist: { group: 'Browse', chords: ['Ctrl+L'], words: 'Worklist of the scan, by ranking score' },
  agreement: { group: 'Browse', chords: ['Ctrl+Shift+A'], words: 'Reader and AI, with the agreement log' },
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
  panTool: { group: 'Read', chords: ['P'], words: 'Pan tool', pointer: 'middle drag; two fingers' },
  zoomTool: { group: 'Read', chords: ['Z'], words: 'Zoom tool', pointer: 'wheel; pinch' },
  zoomIn: { group: 'Read', chords: ['+'], words: 'Zoom in' },
  zoomOut: { group: 'Read', chords: ['-'], words: 'Zoom out' },
  fit: { group: 'Read', chords: ['='], words: 'Fit to window' },
  actualSize: { group: 'Read', chords: ['Ctrl+1'], words: 'One image pixel to one screen pixel' },
  trueSize: {
    group: 'Read',
    chords: ['Ctrl+2'],
    words: 'True size: a millimetre of the film is one on the glass',
  },
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
  turnTool: { group: 'Read', chords: ['Ctrl+R'], words: 'Turn freely', pointer: 'drag round the middle' },
  turnSlightlyRight: { group: 'Read', chords: ['Alt+R'], words: 'Turn right by 1°' },
  turnSlightlyLeft: { group: 'Read', chords: ['Alt+Shift+R'], words: 'Turn left by 1°' },
  flipAcross: { group: 'Read', chords: ['H'], words: 'Flip left for right' },
  flipDown: { group: 'Read', chords: ['V'], words: 'Flip top for bottom' },
  invert: { group: 'Read', chords: ['I'], words: 'Invert' },
  sharpen: { group: 'Read', chords: ['Shift+X'], words: 'Sharpen, for the eye alone' },
  localContrast: {
    group: 'Read',
    chords: ['Shift+C'],
    words: 'Local contrast (CLAHE), for the eye alone',
  },
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
  keepWindow: { group: 'Read', chords: ['Ctrl+D'], words: 'Keep this window as a preset' },
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
  copyFilm: {
    group: 'Measure',
    chords: ['Ctrl+C'],
    words: 'Copy the film with what was drawn on it, not the patient',
  },
  copyPlainFilm: { group: 'Measure', chords: ['Ctrl+Alt+C'], words: 'Copy the film alone' },
  copyEverything: {
    group: 'Measure',
    chords: ['Ctrl+Alt+Shift+C'],
    words: 'Copy the film with every text on it, the patient’s too',
  },
  savePicture: { group: 'Open', chords: ['Ctrl+S'], words: 'Save films as pictures' },
  printFilms: { group: 'Open', chords: ['Ctrl+P'], words: 'Print films' },
  exportDicom: { group: 'Open', chords: ['Ctrl+Shift+E'], words: 'Export films as DICOM' },
  calibrate: { group: 'Measure', chords: ['C'], words: 'Calibrate by the selected line or ellipse' },
  removeAnnotation: {
    group: 'Measure',
    chords: ['Delete'],
    words: 'Delete the selected annotation',
    destructive: true,
  },
  undo: { group: 'Measure', chords: ['Ctrl+Z'], words: 'Undo on this film' },
  redo: { group: 'Measure', chords: ['Ctrl+Y', 'Ctrl+Shift+Z'], words: 'Redo' },
  copyMeasurements: { group: 'Measure', chords: ['Ctrl+Shift+C'], words: 'Copy the measurements' },
  saveObjects: {
    group: 'Second reader',
    chords: ['Ctrl+Shift+D'],
    words: 'Save the film’s results as DICOM objects',
  },
  keyImage: { group: 'Measure', chords: ['K'], words: 'Star as a key image, or take the star away' },
  hideAnnotations: { group: 'Measure', chords: ['Shift+H'], words: 'Hide the annotations, or show them' },
  removeAnnotations: {
    group: 'Measure',
    chords: ['Ctrl+Delete'],
    words: 'Delete all annotations of this film',
  },
  nudgeLeft: nudge('ArrowLeft', 'left'),
  nudgeRight: nudge('ArrowRight', 'right'),
  nudgeUp: nudge('ArrowUp', 'up'),
  nudgeDown: nudge('ArrowDown', 'down'),
  nudgeFarLeft: nudge('ArrowLeft', 'left', true),
  nudgeFarRight: nudge('ArrowRight', 'right', true),
  nudgeFarUp: nudge('ArrowUp', 'up', true),
  nudgeFarDown: nudge('ArrowDown', 'down', true),
  heatMap: {
    group: 'Second reader',
    chords: ['G'],
    words: 'Heat map on and off; hold to peek at the plain film',
  },
  tagBrowser: { group: 'Window', chords: ['Ctrl+T'], words: 'Attributes of the file' },
  overlayText: { group: 'Window', chords: ['O'], words: 'Corner texts: full, minimal, none' },
  fullScreen: { group: 'Window', chords: ['F11'], words: 'The films alone', pointer: 'double click' },
  nextPane: { group: 'Window', chords: ['F6'], words: 'Next pane', pointer: 'click' },
  previousPane: { group: 'Window', chords: ['Shift+F6'], words: 'Previous pane' },
  layout1x1: layoutOfPanes('1x1', 1),
  layout1x2: layoutOfPanes('1x2', 2),
  layout2x1: layoutOfPanes('2x1', 3),
  layout2x2: layoutOfPanes('2x2', 4),
  layout1x3: layoutOfPanes('1x3', 5),
  linkPanes: { group: 'Window', chords: ['Alt+7'], words: 'Link zoom, pan and window of the panes' },
  hangAnew: { group: 'Window', chords: ['Alt+6'], words: 'Hang the study by the rules' },
  secondWindow: {
    group: 'Window',
    chords: ['Ctrl+Shift+N'],
    words: 'Second window, for a second monitor',
  },
  studyPanel: { group: 'Window', chords: ['['], words: 'Study list on and off' },
  resultPanel: { group: 'Window', chords: [']'], words: 'Result panel on and off' },
  testPattern: { group: 'Window', chords: ['Ctrl+Shift+M'], words: 'Monitor test pattern' },
  largerInterface: { group: 'Window', chords: ['Ctrl++'], words: 'Larger texts and buttons' },
  smallerInterface: { group: 'Window', chords: ['Ctrl+-'], words: 'Smaller texts and buttons' },
  shortcutMap: { group: 'Window', chords: ['?'], words: 'This map' },
  settings: { group: 'Window', chords: ['Ctrl+,'], words: 'Settings' },
};
