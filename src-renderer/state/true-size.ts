import { trueScale, trueSizeRefusals, usualPixel } from '#common/viewer/true-size';
import type { Session } from './session.svelte.ts';
import { say } from '../words.svelte.ts';

/**
 * Shows the film of the active pane as large as it was measured to be; on a monitor of unknown size the form that
 * measures it opens, and a film of unknown size says so.
 */
export function showTrueSize(session: Session): void {
  const { viewport, annotations, settings } = session;
  const { frame } = viewport;
  const { ruler } = annotations;
  if (frame === null || ruler === null) return;
  const millimetresPerPixel = session.millimetresPerPixelOf(session.panes.active);
  const scale = trueScale(ruler, frame.description.pixels, millimetresPerPixel ?? usualPixel);
  if (typeof scale === 'string') viewport.notice = say(trueSizeRefusals[scale]);
  else if (millimetresPerPixel === null) settings.show('monitor');
  else viewport.scaleTo(scale);
}
