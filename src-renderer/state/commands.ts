import type { Action } from '#common/viewer/shortcuts';
import type { Direction, Step } from '#common/viewer/navigation';
import type { Session } from './session.svelte.ts';

export type Commands = Readonly<Record<Action, () => void>>;

/** What each action does; keys, toolbar and map all come through here. */
export function createCommands(session: Session): Commands {
  const { list, viewport, layout, heatMap } = session;
  const go = (step: Step, direction: Direction) => (): void => select(list.neighbour(step, direction));
  const select = (imageId: string | null | undefined): void => {
    if (imageId != null) session.select(imageId);
  };
  return {
    openFiles: () => session.open('openFiles'),
    openFolder: () => session.open('openFolder'),
    windowTool: () => (viewport.tool = 'window'),
    panTool: () => (viewport.tool = 'pan'),
    zoomTool: () => (viewport.tool = 'zoom'),
    zoomIn: () => viewport.zoom(1.25),
    zoomOut: () => viewport.zoom(1 / 1.25),
    fit: () => viewport.fit(),
    actualSize: () => viewport.actualSize(),
    turnRight: () => viewport.turn(90),
    turnLeft: () => viewport.turn(-90),
    flipAcross: () => viewport.flip('across'),
    flipDown: () => viewport.flip('down'),
    invert: () => viewport.invert(),
    defaultWindow: () => viewport.defaultWindow(),
    previousPreset: () => viewport.stepPreset(-1),
    nextPreset: () => viewport.stepPreset(1),
    fileOverlays: () => (layout.fileOverlays = !layout.fileOverlays),
    shutter: () => (layout.shutter = !layout.shutter),
    reset: () => {
      if (layout.shortcutMap) layout.shortcutMap = false;
      else if (layout.filmAlone) session.toggleFilmAlone();
      else viewport.reset();
    },
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
    overlayText: () => layout.cycleOverlay(),
    fullScreen: () => session.toggleFilmAlone(),
    studyPanel: () => (layout.studyPanel = !layout.studyPanel),
    resultPanel: () => (layout.resultPanel = !layout.resultPanel),
    shortcutMap: () => (layout.shortcutMap = !layout.shortcutMap),
  };
}
