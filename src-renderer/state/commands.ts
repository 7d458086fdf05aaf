import { isShape } from '#common/measure/annotation';
import { interfaceSizes } from '#common/preferences/preferences';
import type { Action } from '#common/viewer/actions';
import type { Direction, Step } from '#common/viewer/navigation';
import { copyText } from '../copy-text.ts';
import { drawingTools } from './drawing-tools.ts';
import { nudges } from './nudges.ts';
import { showTrueSize } from './true-size.ts';
import type { Session } from './session.svelte.ts';

export type Commands = Readonly<Record<Action, () => void>>;

/** What each action does to the active pane; keys, toolbar and map all come through here. */
export function createCommands(session: Session): Commands {
  const { list, panes, viewport, layout, tags, heatMap, annotations } = session;
  const go = (step: Step, direction: Direction) => (): void => {
    const imageId = list.neighbour(step, direction);
    if (imageId === null) return;
    if (step === 'study' || step === 'patient') session.turnTo(imageId);
    else session.select(imageId);
  };
  const select = (imageId: string | null | undefined): void => {
    if (imageId != null) session.select(imageId);
  };
  const resize = (step: 1 | -1): void => {
    const { size } = session.preferences.current.display;
    const next = interfaceSizes[interfaceSizes.indexOf(size) + step];
    if (next !== undefined) session.preferences.change('display', { size: next });
  };
  return {
    openFiles: () => session.open('openFiles'),
    openFolder: () => session.open('openFolder'),
    findStudies: () => session.browser.show(),
    readAndNext: () => session.reading.readAndNext(),
    takeMarkBack: () => session.reading.takeBack(),
    flagStudy: () => session.reading.flag(),
    worklist: () => session.worklist.toggle(),
    agreement: () => session.agreement.show(),
    windowTool: () => (viewport.tool = 'window'),
    panTool: () => (viewport.tool = 'pan'),
    zoomTool: () => (viewport.tool = 'zoom'),
    zoomIn: () => viewport.zoom(1.25),
    zoomOut: () => viewport.zoom(1 / 1.25),
    fit: () => viewport.fit(),
    actualSize: () => viewport.actualSize(),
    trueSize: () => showTrueSize(session),
    magnifier: () => viewport.magnifier.toggle(),
    smoothing: () => (viewport.smooth = !viewport.smooth),
    turnRight: () => viewport.turn(90),
    turnLeft: () => viewport.turn(-90),
    turnTool: () => (viewport.tool = 'turn'),
    turnSlightlyRight: () => viewport.turn(1),
    turnSlightlyLeft: () => viewport.turn(-1),
    flipAcross: () => viewport.flip('across'),
    flipDown: () => viewport.flip('down'),
    invert: () => viewport.invert(),
    sharpen: () => viewport.toggleFilter('sharpened'),
    localContrast: () => viewport.toggleFilter('localContrast'),
    defaultWindow: () => viewport.defaultWindow(),
    automaticWindow: () => viewport.automaticWindow(),
    regionWindowTool: () => (viewport.tool = 'regionWindow'),
    preset1: () => viewport.applyPreset(1),
    preset2: () => viewport.applyPreset(2),
    preset3: () => viewport.applyPreset(3),
    preset4: () => viewport.applyPreset(4),
    preset5: () => viewport.applyPreset(5),
    preset6: () => viewport.applyPreset(6),
    preset7: () => viewport.applyPreset(7),
    preset8: () => viewport.applyPreset(8),
    preset9: () => viewport.applyPreset(9),
    keepWindow: () => session.settings.show('windows', viewport.window !== null),
    previousPreset: () => viewport.stepPreset(-1),
    nextPreset: () => viewport.stepPreset(1),
    fileOverlays: () => (layout.fileOverlays = !layout.fileOverlays),
    shutter: () => (layout.shutter = !layout.shutter),
    reset: () => {
      if (layout.testPattern) layout.testPattern = false;
      else if (session.printing.open) session.printing.hide();
      else if (session.dicomExport.open) session.dicomExport.hide();
      else if (session.exporting.open) session.exporting.hide();
      else if (session.settings.section !== null) session.settings.hide();
      else if (session.agreement.open) session.agreement.hide();
      else if (session.worklist.open) session.worklist.hide();
      else if (session.browser.open) session.browser.hide();
      else if (layout.shortcutMap) layout.shortcutMap = false;
      else if (tags.open) tags.open = false;
      else if (layout.filmAlone) session.toggleFilmAlone();
      else if (panes.activeScreen.alone) panes.activeScreen.alone = false;
      else if (annotations.cancel()) return;
      else if (isShape(viewport.tool)) viewport.tool = 'window';
      else viewport.reset();
    },
    ...drawingTools((shape) => session.draw(shape)),
    copyFilm: () => void session.copyFilm('annotated'),
    copyPlainFilm: () => void session.copyFilm('plain'),
    copyEverything: () => void session.copyFilm('everything'),
    savePicture: () => session.exporting.show(),
    exportDicom: () => session.dicomExport.show(),
    printFilms: () => session.printing.show(),
    calibrate: () => {
      if (annotations.wishCalibration()) layout.resultPanel = true;
    },
    removeAnnotation: () => annotations.removeSelected(),
    undo: () => annotations.undo(),
    redo: () => annotations.redo(),
    saveObjects: () => session.showSaving(),
    keyImage: () => annotations.toggleKeyImage(),
    hideAnnotations: () => (layout.annotations = !layout.annotations),
    removeAnnotations: () => annotations.removeAll(),
    ...nudges((across, down) => session.scene.nudge(across, down)),
    copyMeasurements: () => copyText(annotations.lines().join('\n')),
    previousImage: go('image', -1),
    nextImage: go('image', 1),
    previousSeries: go('series', -1),
    nextSeries: go('series', 1),
    previousStudy: go('study', -1),
    nextStudy: go('study', 1),
    previousPatient: go('patient', -1),
    nextPatient: go('patient', 1),
    firstImage: () => select(list.order[0]),
    lastImage: () => select(list.order.at(-1)),
    heatMap: () => heatMap.toggle(),
    tagBrowser: () => (tags.open = !tags.open),
    overlayText: () => layout.cycleOverlay(),
    fullScreen: () => {
      if (panes.activeScreen === panes.second) session.secondWindow.toggleFullScreen();
      else session.toggleFilmAlone();
    },
    nextPane: () => session.placement.stepPane(1),
    previousPane: () => session.placement.stepPane(-1),
    layout1x1: () => session.arrange('1x1'),
    layout1x2: () => session.arrange('1x2'),
    layout2x1: () => session.arrange('2x1'),
    layout2x2: () => session.arrange('2x2'),
    layout1x3: () => session.arrange('1x3'),
    linkPanes: () => (panes.linked = !panes.linked),
    hangAnew: () => session.placement.hangAnew(),
    studyPanel: () => (layout.studyPanel = !layout.studyPanel),
    resultPanel: () => (layout.resultPanel = !layout.resultPanel),
    shortcutMap: () => (layout.shortcutMap = !layout.shortcutMap),
    testPattern: () => (layout.testPattern = !layout.testPattern),
    largerInterface: () => resize(1),
    smallerInterface: () => resize(-1),
    secondWindow: () => session.secondWindow.toggle(),
    settings: () => session.settings.toggle(),
  };
}
