import { actionFor, type Action } from '#common/viewer/shortcuts';
import type { Commands } from './state/commands.ts';
import type { HeatMapState } from './state/heat-map.svelte.ts';
import type { MagnifierState } from './state/magnifier.svelte.ts';

const repeatable: ReadonlySet<Action> = new Set<Action>([
  'zoomIn',
  'zoomOut',
  'nextPreset',
  'previousPreset',
  'previousImage',
  'nextImage',
  'previousSeries',
  'nextSeries',
  'previousStudy',
  'nextStudy',
  'previousPatient',
  'nextPatient',
]);

/** Dispatches the window's keys by the shortcut table; returns the function that stops it. */
export function listenToKeys(
  commands: Commands,
  heatMap: HeatMapState,
  magnifier: MagnifierState,
): () => void {
  const listening = new AbortController();
  const options = { signal: listening.signal };
  window.addEventListener('keydown', (event) => press(event, commands, heatMap, magnifier), options);
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.code === 'KeyG') heatMap.release(event.timeStamp);
      if (event.code === 'KeyM') magnifier.release();
    },
    options,
  );
  // A key let go in another window is never reported.
  window.addEventListener(
    'blur',
    (event) => {
      heatMap.release(event.timeStamp);
      magnifier.release();
    },
    options,
  );
  return () => listening.abort();
}

function press(
  event: KeyboardEvent,
  commands: Commands,
  heatMap: HeatMapState,
  magnifier: MagnifierState,
): void {
  if (event.defaultPrevented || takesKeys(event)) return;
  const action = actionFor(event);
  if (action === null) return;
  event.preventDefault();
  // A switch held down would flicker; only steps go on while their key is down.
  if (event.repeat && !repeatable.has(action)) return;
  if (action === 'heatMap') heatMap.press(event.timeStamp);
  else if (action === 'magnifier') magnifier.hold();
  else commands[action]();
}

/** A slider or a list in focus keeps its arrows and letters; chords with Ctrl are the window's everywhere. */
function takesKeys({ target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && target instanceof Element && target.matches('input, select, textarea');
}
