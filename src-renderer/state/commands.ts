import { isShape } from '#common/measure/annotation';
import type { Action } from '#common/viewer/shortcuts';
import type { Direction, Step } from '#common/viewer/navigation';
import { copyText } from '../copy-text.ts';
import { drawingTools } from './drawing-tools.ts';
import type { Session } from './session.svelte.ts';

export type Commands = Readonly<Record<Action, () => void>>;

/** What each action does; keys, toolbar and map all come through here. */
export function createCommands(session: Session): Commands {
  const { list, viewport, layout, tags, heatMap, annotations } = session;
  const go = (step: Step, direction: Direction) => (): void => select(list.neighbour(step, direction));
  const select = (imageId: string | null | undefined): void => {
    if (imageId != null) session.select(imageId);
  };
  return {
    openFiles: () => session.open('openFiles'),
    openFolder: () => session.open('openFolder'),
    findStudies: () => session.browser.show(),
    readAndNext: () => session.reading.readAndNext(),
    flagStudy: () => session.reading.flag(),
    windowTool: () => (viewport.tool = 'window'),
    panTool: () => (viewport.tool = 'pan'),
    zoomTool: () => (viewport.tool = 'zoom'),
    zoomIn: () => viewport.zoom(1.25),
    zoomOut: () => viewport.zoom(1 / 1.25),
    fit: () => viewport.fit(),
    actualSize: () => viewport.actualSize(),
    magnifier: () => viewport.magnifier.toggle(),
    smoothing: () => (viewport.smooth = !viewport.smooth),
    turnRight: () => viewport.turn(90),
    turnLeft: () => viewport.turn(-90),
    flipAcross: () => viewport.flip('across'),
    flipDown: () => viewport.flip('down'),
    invert: () => viewport.invert(),
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
    previousPreset: () => viewport.stepPreset(-1),
    nextPreset: () => viewport.stepPreset(1),
    fileOverlays: () => (layout.fileOverlays = !layout.fileOverlays),
    shutter: () => (layout.shutter = !layout.shutter),
    reset: () => {
      if (session.browser.open) session.browser.hide();
      else if (layout.shortcutMap) layout.shortcutMap = false;
      else if (tags.open) tags.open = false;
      else if (layout.filmAlone) session.toggleFilmAlone();
      else if (annotations.cancel()) return;
      else if (isShape(viewport.tool)) viewport.tool = 'window';
      else viewport.reset();
    },
    ...drawingTools((shape) => session.draw(shape)),
    calibrate: () => {
      if (annotations.wishCalibration()) layout.resultPanel = true;
    },
    removeAnnotation: () => annotations.removeSelected(),
    undo: () => annotations.undo(),
    redo: () => annotations.redo(),
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
    fullScreen: () => session.toggleFilmAlone(),
    studyPanel: () => (layout.studyPanel = !layout.studyPanel),
    resultPanel: () => (layout.resultPanel = !layout.resultPanel),
    shortcutMap: () => (layout.shortcutMap = !layout.shortcutMap),
  };
}
